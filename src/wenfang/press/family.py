"""The contract of a format family: what one file in ``formats/`` has to say about its formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wenfang.press.model import Limits


@dataclass(frozen=True, slots=True)
class Glance:
    """What may be looked at outside the sandbox: bytes, searched but never parsed.

    ``suffix`` is the extension of the file's name, lower case and without the dot. It is a claim
    of the uploader and only breaks ties.
    """

    size: int
    head: bytes
    tail: bytes
    suffix: str
    holds: Callable[[bytes], bool] = field(repr=False)

    @property
    def is_zip(self) -> bool:
        return self.head.startswith(b"PK\x03\x04")

    @property
    def is_ole(self) -> bool:
        return self.head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    def names_stream(self, name: str) -> bool:
        """Whether an OLE file's directory has an entry of this name (UTF-16, zero terminated)."""
        return self.holds(name.encode("utf-16-le") + b"\0\0")


@dataclass(frozen=True, slots=True)
class Inspection:
    """One file to be bounded, sanitised and read; this happens inside the sandbox."""

    source: Path
    folder: Path
    format: str
    limits: Limits

    def clean(self, suffix: str) -> Path:
        """Where the sanitised copy goes; its suffix tells the office how to open it."""
        return self.folder / f"clean.{suffix}"


@dataclass(slots=True)
class Findings:
    """What an inspection found. ``clean`` is the name of the sanitised copy.

    ``locked`` says that the file looks encrypted, though perhaps with a password known to all.
    """

    format: str
    clean: str
    fonts: list[str] = field(default_factory=list)
    recorded_pages: int | None = None
    title: str = ""
    warnings: list[str] = field(default_factory=list)
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """One family of formats, found by its name ``FAMILY`` in a module of ``formats/``.

    ``formats`` maps each format's id to the suffix of its sanitised copy. ``export`` is the
    office's PDF export filter, empty when the sanitised copy is a PDF already. ``sniff`` runs
    outside the sandbox and names a format by its magic; ``inspect`` runs inside. Families are
    asked in the order of ``rank``, so that what claims any text comes last.
    """

    formats: Mapping[str, str]
    export: str
    sniff: Callable[[Glance], str | None]
    inspect: Callable[[Inspection], Findings]
    rank: int = 0
    options: Mapping[str, bool | int | str] = field(default_factory=dict)
