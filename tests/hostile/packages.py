"""Taking zip packages apart and putting them together again, one part changed."""

import io
import zipfile
from collections.abc import Callable, Mapping

Part = bytes | str | Callable[[str], str]

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = f'<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'


def with_parts(content: bytes, parts: Mapping[str, Part]) -> bytes:
    """A package in which parts are added, replaced, or changed by a function of their text."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        kept = {entry.filename: old.read(entry) for entry in old.infolist()}
        for name, part in parts.items():
            if callable(part):
                part = part(kept.get(name, _EMPTY.encode()).decode())
            kept[name] = part.encode() if isinstance(part, str) else part
        for name, data in kept.items():
            new.writestr(name, data)
    return result.getvalue()


def before_last(mark: str, addition: str) -> Callable[[str], str]:
    """Insert before the last ``mark`` of a part."""

    def change(text: str) -> str:
        head, found, tail = text.rpartition(mark)
        assert found, mark
        return head + addition + found + tail

    return change


def after_first(mark: str, addition: str) -> Callable[[str], str]:
    """Insert after the first ``mark`` of a part."""

    def change(text: str) -> str:
        head, found, tail = text.partition(mark)
        assert found, mark
        return head + found + addition + tail

    return change


def relation(kind: str, target: str, *, identity: str = "rIdX", external: bool = True) -> Part:
    """Add a relationship to a .rels part; ``kind`` is the last word of its type."""
    mode = ' TargetMode="External"' if external else ""
    return before_last(
        "</Relationships>",
        f'<Relationship Id="{identity}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>',
    )


def parts_of(content: bytes) -> list[bytes]:
    """The parts of a package and of the packages in it; a file that is none is its only part."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [part for name in archive.namelist() for part in parts_of(archive.read(name))]


def named_parts(content: bytes) -> list[tuple[str, bytes]]:
    """The names and contents of the parts of a package; a file that is none has no parts."""
    if not content.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
