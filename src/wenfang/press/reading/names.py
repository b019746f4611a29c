"""Names found inside documents, font families and titles, made fit to be passed on."""

import html
import re
from collections.abc import Iterable

FAMILIES_KEPT = 200
FAMILY_LENGTH = 64
TITLE_LENGTH = 120

# Titles that programs and templates leave behind say nothing about the document.
_EMPTY_TITLES = re.compile(
    r"^(microsoft (word|powerpoint|excel)\b.*|power ?point (presentation|演示文稿).*|"
    r"untitled.*|no slide title|normal\.dot\w?|title|book ?\d*|sheet ?\d*|doc\d*|slide|"
    r"(スライド|diapositive|folie|slide) ?\d+|presentation ?\d*|document ?\d*|"
    r"无标题.*|未命名.*|标题|文档 ?\d*|演示文稿 ?\d*|幻灯片 ?\d*|工作簿 ?\d*|"
    r"第一章|目\s*录|[\W\d_]+)$",
    re.IGNORECASE,
)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffe\uffff]")


def families(untrusted_names: Iterable[str]) -> list[str]:
    """Each family once, in order, without what cannot be a family's name."""
    found: dict[str, None] = {}
    for untrusted_name in untrusted_names:
        name = _CONTROLS.sub("", html.unescape(untrusted_name)).strip().lstrip("@")
        for part in name.split(";"):
            part = part.strip().strip("'\"")
            if 0 < len(part) <= FAMILY_LENGTH and not part.startswith("+"):
                found[part] = None
    return list(found)[:FAMILIES_KEPT]


def sensible_title(untrusted_title: str) -> str:
    """The title, or nothing when it is one that a program made up or far too long."""
    title = " ".join(_CONTROLS.sub(" ", untrusted_title).split())
    if not 2 <= len(title) <= TITLE_LENGTH or _EMPTY_TITLES.match(title):
        return ""
    looks_like_a_path = "\\" in title or re.search(
        r"\.(docx?|pptx?|xlsx?|pdf|wps|tmp)$", title, re.I
    )
    broken = "\ufffd" in title or title.count("?") > len(title) // 3
    return "" if looks_like_a_path or broken else title
