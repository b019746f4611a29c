"""Elements of OpenDocument that fetch, run or open something: the same in packages and flat files.

A reader takes an address wherever ``xlink:href`` stands, so every one that leads outside goes,
other than links that a person clicks (OpenDocument 1.3 part 3, 19.918).
"""

import re
from base64 import b64decode
from collections.abc import Set

from lxml import etree

from wenfang.press.reading.dropped import EMBEDDED, LINKED, MACROS, Dropped
from wenfang.press.reading.equations import is_equation
from wenfang.press.reading.xml import local, local_name, remove

HREF = "{http://www.w3.org/1999/xlink}href"
_OUTSIDE = re.compile(r"^\s*(?:[A-Za-z][\w+.-]*:|/|\\|\.\./)")
_ASKS = re.compile(r"\b(WEBSERVICE|DDE)\s*\(|['\[\"]?(?:file|https?|ftp|smb|dav)://", re.IGNORECASE)
_CLICKED = ("a",)

_SCRIPTS = ("scripts", "event-listener")
_CODE = ("module", "dialog", "event-listener")
_SHOWS = "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
_SOURCES = (
    *("section-source", "table-source", "cell-range-source", "dde-source", "dde-link", "dde-links"),
    *(
        "dde-connection-decls",
        "dde-connection-decl",
        "database-source-sql",
        "database-source-query",
    ),
    *("database-source-table", "connection-resource", "auto-reload", "plugin", "applet"),
    *("floating-frame", "external-data"),
)
# A form that names a data source is filled from it.
_SOURCE_ATTRIBUTES = ("datasource", "command", "image-data", "target-location")
_SETTINGS = ("LinkUpdateMode", "CurrentDatabaseDataSource", "CurrentDatabaseCommand")
# A part without any of these needs no tree. Characters may be written as numbers, names may not.
SUSPECT = re.compile(
    rb"href\s*=\s*[\"'](?:\s*(?:[a-z][\w+.-]*:|/|\\|\.\./)|[^\"']*&#)|"
    rb"[:<](?:scripts[\s>]|event-listener|dde-|database-source|section-source|table-source|"
    rb"cell-range-source|connection-resource|auto-reload|plugin|applet|floating-frame|external-data|"
    rb"image-data|datasource|command|target-location|object-ole)|"
    rb"WEBSERVICE|\bDDE\b|['\[;](?:file|https?|ftp|smb|dav):|formula\s*=\s*[\"'][^\"']*&#|"
    rb"LinkUpdateMode|CurrentDatabase",
    re.IGNORECASE,
)


def disarm(root: etree._Element, removed: Set[str], dropped: Dropped) -> bool:
    """Change a tree so that it leads nowhere; ``removed`` are names of parts that stay out."""
    changed = False
    for element in list(root.iter(etree.Element)):
        name = local_name(element)
        if name in _SCRIPTS and etree.QName(element).namespace != _SHOWS:
            if next(element.iter(*(f"{{*}}{code}" for code in _CODE)), None) is not None:
                dropped.note(MACROS)
            remove(element)
        elif name in _SOURCES or _sets_link(name, element):
            if name != "config-item":
                dropped.note(LINKED)
            remove(element)
        elif name == "object-ole" and not _is_equation(element, removed):
            dropped.note(EMBEDDED)
            remove(element)
        elif not _close(name, element, dropped):
            continue
        changed = True
    return changed


def _sets_link(name: str, element: etree._Element) -> bool:
    """Whether this is a setting by which the document overrules the office's own."""
    names = (str(value) for key, value in element.attrib.items() if local(key) == "name")
    return name == "config-item" and next(names, "") in _SETTINGS


def _is_equation(element: etree._Element, removed: Set[str]) -> bool:
    """Whether an embedded object is an equation: in its own part, or written out inside."""
    target = element.get(HREF, "")
    if target:
        return not _OUTSIDE.match(target) and target.removeprefix("./") not in removed
    data = "".join("".join(map(str, child.itertext())) for child in element)
    try:
        return is_equation(b64decode(data))
    except ValueError:
        return False


def _close(name: str, element: etree._Element, dropped: Dropped) -> bool:
    """Empty the attributes of one element that would be fetched; whether there were any."""
    closed = False
    for key, value in element.attrib.items():
        word = local(key)
        if word == "href":
            unwanted = name not in _CLICKED and bool(_OUTSIDE.match(str(value)))
        elif word in _SOURCE_ATTRIBUTES:
            unwanted = bool(value)
        else:
            unwanted = word in ("formula", "condition", "expression") and bool(
                _ASKS.search(str(value))
            )
        if unwanted:
            _empty(element, key, word)
            dropped.note(LINKED)
            closed = True
    return closed


def _empty(element: etree._Element, key: str | bytes, word: str) -> None:
    """An empty address is followed nowhere; an empty formula would be an error on the page."""
    if word == "href":
        element.set(key, "")
    else:
        del element.attrib[key]
