"""Copying a zip package with some parts changed and those left out that nothing needs any more."""

import posixpath
import zipfile
from collections.abc import Callable, Mapping, Set
from pathlib import Path

from lxml import etree

from wenfang.press.reading.xml import parse

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CONTENT_TYPES = "[Content_Types].xml"


def read(package: Path, name: str) -> bytes | None:
    """One part of a package; None where there is none of that name."""
    with zipfile.ZipFile(package) as archive:
        return archive.read(name) if name in archive.namelist() else None


def copy(source: Path, target: Path, changed: Mapping[str, bytes], kept: Set[str] | None) -> None:
    """Copy a package; ``kept`` are the names of the parts that stay, None for all."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copied:
        for name in archive.namelist():
            if name in changed:
                copied.writestr(name, changed[name])
            elif kept is None or name in kept:
                copied.writestr(name, archive.read(name))


def relationships(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Id, kind and target part of everything inside the package that a part relates to."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in archive.NameToInfo:
        return []
    found = []
    for element in parse(archive.read(listing)).iter(RELATIONSHIPS):
        if element.get("TargetMode", "").lower() == "external":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
        kind = element.get("Type", "").rpartition("/")[2]
        found.append((element.get("Id", ""), kind, target.lstrip("/")))
    return found


def needed_parts(package: Path, follows: Callable[[str, str], bool]) -> set[str]:
    """Every part that can be reached from the package's root.

    ``follows`` is asked about the kind and the target of each relationship.
    """
    with zipfile.ZipFile(package) as archive:
        needed, waiting = {CONTENT_TYPES, "_rels/.rels"}, [""]
        while waiting:
            part = waiting.pop()
            folder, name = posixpath.split(part)
            needed.add(posixpath.join(folder, "_rels", f"{name}.rels"))
            for _, kind, target in relationships(archive, part):
                if target not in needed and follows(kind, target):
                    needed.add(target)
                    waiting.append(target)
        return needed


def serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
