"""The contract of a format family: what one file in ``formats/`` has to say about its formats."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from wenfang.press.model import Limits, Message
from wenfang.press.survey import Survey

KINDS_DROPPED = ("embedded_objects", "controls", "macros", "linked_content", "chunks")
_MAIN_STREAMS = {
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
    "Workbook": "xls",
    "Book": "xls",
}
_CONTROLS = [bytes([code]) for code in range(32) if code not in b"\t\n\f\r\x1a\x1b"]
_FLAT = re.compile(
    rb"mimetype\s*=\s*[\"']application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)\b"
)
_OTHER_LANGUAGES = (
    b"<!doctype",
    b"<html",
    b"<?xml",
    b"<svg",
    b"mime-version:",
    b"%!ps",
    b"{\\rt",
    b"%pdf-",
    b"<head",
    b"<body",
    b"<table",
)


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
    def container(self) -> str:
        """What the file is on the outside: ``zip``, ``ole``, or something else, empty."""
        if self.head.startswith(b"PK\x03\x04"):
            return "zip"
        return "ole" if self.head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") else ""

    @property
    def is_zip(self) -> bool:
        return self.container == "zip"

    @property
    def is_ole(self) -> bool:
        return self.container == "ole"

    @property
    def entries(self) -> bytes:
        """The raw central directory of a zip archive, or what is left of a broken one.

        Names are searched here and not in the whole file, which may hold other archives.
        """
        end = self.tail.rfind(b"PK\x05\x06")
        if end < 0:
            return self.head + self.tail
        size = int.from_bytes(self.tail[end + 12 : end + 16], "little")
        return self.tail[max(0, end - size) : end]

    @property
    def is_text(self) -> bool:
        """Whether the first bytes read as text in some encoding, and are no markup of a page."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return True
        controls = sum(self.head.count(control) for control in _CONTROLS)
        start = self.head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return (
            b"\0" not in self.head
            and controls * 100 <= len(self.head)
            and not (start.startswith(_OTHER_LANGUAGES))
        )

    def is_flat(self, kind: bytes) -> bool:
        """Whether this is an OpenDocument file in one piece, of a kind such as ``text``."""
        found = (
            _FLAT.search(self.head)
            if self.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
            else None
        )
        return found is not None and found[1] == kind

    @property
    def ole_format(self) -> str:
        """The format of an OLE file by the names of its streams; empty if none is known.

        A document that is embedded in another one brings its own streams along; then the file's
        name, which only says which of them is the outer one, decides.
        """
        if not self.is_ole:
            return ""
        found = [kind for name, kind in _MAIN_STREAMS.items() if self.names_stream(name)]
        claimed = {"pps": "ppt"}.get(self.suffix, self.suffix)
        return claimed if claimed in found else next(iter(found), "")

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

    def keep(self, suffix: str) -> Path:
        """The copy of a file that needs no change; the source itself cannot be moved."""
        return Path(shutil.copyfile(self.source, self.clean(suffix)))


@dataclass(slots=True)
class Findings:
    """What an inspection found. ``clean`` is the name of the sanitised copy.

    ``dropped`` counts what is not in that copy, by the kinds in ``KINDS_DROPPED``.
    ``squeezes`` says that the document lets punctuation be compressed to fill lines.
    ``locked`` says that the file looks encrypted, though perhaps with a password known to all.
    """

    format: str
    clean: str
    fonts: list[str] = field(default_factory=list)
    recorded_pages: int | None = None
    survey: Survey = field(default_factory=Survey)
    title: str = ""
    warnings: list[str] = field(default_factory=list)
    locked: bool = False
    squeezes: bool = False
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cutting:
    """A sanitised copy of which only the first ``pages`` are wanted, as ``target``."""

    clean: Path
    target: Path
    format: str
    pages: int


class CutCopy(NamedTuple):
    """What a cut left of a document that has about ``expected`` pages, None if nothing tells.

    ``is_ragged`` says that the copy breaks off on its last page.
    """

    expected: int | None
    is_ragged: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """One family of formats, found by its name ``FAMILY`` in a module of ``formats/``.

    ``label`` is what people call such a file. ``formats`` maps each format's id to the suffix of
    its sanitised copy. ``export`` is the office's PDF export filter, empty when the sanitised copy
    is a PDF already. ``sniff`` runs outside the sandbox and names a format by its magic;
    ``inspect`` runs inside. Families are asked in the order of ``rank``, so that what claims any
    text comes last. ``containers`` says which formats are a ``zip`` or an ``ole`` file outside.
    ``in_lines`` says that their text is lines rather than sentences, ``often_squeezes`` that most
    let punctuation be compressed. ``cut`` runs inside the
    sandbox and writes a copy with the first pages alone, None where that would not be faster.
    """

    label: Message
    formats: Mapping[str, str]
    export: str
    sniff: Callable[[Glance], str | None]
    inspect: Callable[[Inspection], Findings]
    rank: int = 0
    containers: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, bool | int | str] = field(default_factory=dict)
    in_lines: bool = False
    often_squeezes: bool = False
    cut: Callable[[Cutting], CutCopy | None] | None = None
