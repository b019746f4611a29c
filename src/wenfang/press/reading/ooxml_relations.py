"""Relationships of Office Open XML: those that lead outside or to active parts are dropped.

A reader finds a target by the relationship's id and trusts the element that asked for it: a
picture may name a relationship that calls itself a hyperlink. So no address may stay, whatever
its kind says (ECMA-376 part 2, 9.3).
"""

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from wenfang.press.reading.dropped import CHUNKS, CONTROLS, EMBEDDED, LINKED, MACROS, Dropped
from wenfang.press.reading.xml import parse, written

# What people click stays a link on the page, but one that leads nowhere.
NOWHERE = "about:blank"
_ADDRESS = re.compile(r"^\s*(?:[A-Za-z][\w+.-]*:|//|\\\\)")
_RELS = re.compile(r"^(.*?)_rels/([^/]*)\.rels$", re.IGNORECASE)

# By the last word of their type. No page shows what is counted as None.
_UNWANTED: dict[str, str | None] = {
    "vbaproject": MACROS,
    "wordvbadata": MACROS,
    "vbaprojectsignature": MACROS,
    "xlmacrosheet": MACROS,
    "xlintlmacrosheet": MACROS,
    "keymapcustomizations": None,
    "attachedtoolbars": None,
    "extensibility": None,
    "control": CONTROLS,
    "activexcontrolbinary": CONTROLS,
    "afchunk": CHUNKS,
    "connections": LINKED,
    "querytable": LINKED,
    "attachedtemplate": None,
    "mailmergesource": None,
    "mailmergeheadersource": None,
}
_EMBEDDED = ("oleobject", "package")


@dataclass(slots=True)
class Relations:
    """Sanitises .rels parts; knows afterwards which ids of a part lead nowhere any more.

    ``removed`` are the parts that stay out; ``gone`` maps a part to ids.
    """

    dropped: Dropped
    removed: set[str] = field(default_factory=set)
    gone: dict[str, set[str]] = field(default_factory=dict)

    def cleaned(self, name: str, content: bytes) -> bytes:
        """The .rels part of this name without what must not be followed."""
        root = parse(content)
        changed = False
        for relationship in list(root):
            if isinstance(relationship.tag, str):
                changed |= self._judge(name, relationship)
        return written(root) if changed else content

    def _judge(self, name: str, relationship: etree._Element) -> bool:
        kind = relationship.get("Type", "").rpartition("/")[2].strip().lower()
        target = relationship.get("Target", "")
        outside = relationship.get("TargetMode", "").strip().lower() == "external"
        if kind in _UNWANTED:
            if _UNWANTED[kind] is not None:
                self.dropped.note(str(_UNWANTED[kind]))
            self.removed.add(self._part(name, target))
            self._drop(name, relationship)
            return True
        if outside or _ADDRESS.match(target):
            return self._close(name, relationship, kind)
        if kind in _EMBEDDED and self._part(name, target) in self.removed:
            if "/charts/" not in name.lower():
                self.dropped.note(EMBEDDED)
            self._drop(name, relationship)
            return True
        return False

    def _close(self, name: str, relationship: etree._Element, kind: str) -> bool:
        """What leads outside: a link to click leads nowhere, everything else goes."""
        if kind == "hyperlink":
            relationship.set("Target", NOWHERE)
        else:
            self.dropped.note(LINKED)
            self._drop(name, relationship)
        return True

    def _drop(self, name: str, relationship: etree._Element) -> None:
        found = _RELS.match(name)
        part = (found[1] + found[2]).lower() if found else ""
        self.gone.setdefault(part, set()).add(relationship.get("Id", ""))
        parent = relationship.getparent()
        if parent is not None:
            parent.remove(relationship)

    def _part(self, name: str, target: str) -> str:
        """The name of the part that a target means, relative to the part whose .rels this is."""
        found = _RELS.match(name)
        folder = found[1] if found else ""
        return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/").lower()
