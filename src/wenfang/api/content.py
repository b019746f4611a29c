"""What the API tells about the inside of a document: its outline and its fidelity."""

from typing import Any

from django.utils.translation import get_language
from ninja import Schema

from wenfang.documents.fidelity import fidelity_of
from wenfang.documents.models import Revision
from wenfang.documents.outlines import outline_of
from wenfang.press.fidelity import report_lines


class HeadingShape(Schema):
    level: int
    title: str
    page: int


class OutlineShape(Schema):
    """``hidden`` counts the headings of gated pages that are not among ``headings``."""

    headings: list[HeadingShape]
    hidden: int


class FontShape(Schema):
    asked: str
    used: str
    substituted: bool


class FidelityShape(Schema):
    """``report`` are sentences for people, in the language asked for."""

    report: list[str]
    recorded_pages: int | None
    fonts: list[FontShape]
    dropped: dict[str, int]
    effects: int
    source_characters: int | None
    page_characters: int
    doubts: list[str]


class Content(Schema):
    """Null in lists, and while the document is processed."""

    outline: OutlineShape | None = None
    fidelity: FidelityShape | None = None


def shown_content(revision: Revision | None, *, entitled: bool) -> dict[str, Any]:
    """The fields of ``Content``; ``entitled`` viewers see the headings of gated pages too."""
    if revision is None or revision.state != Revision.State.READY:
        return {}
    return {"outline": _outline(revision, entitled), "fidelity": _fidelity(revision)}


def _outline(revision: Revision, entitled: bool) -> dict[str, Any]:
    outline = outline_of(revision, entitled=entitled)
    headings = [
        {"level": line.level, "title": line.title, "page": line.page} for line in outline.lines
    ]
    return {"headings": headings, "hidden": outline.hidden}


def _fidelity(revision: Revision) -> dict[str, Any] | None:
    known = fidelity_of(revision)
    if known is None:
        return None
    chinese = (get_language() or "zh").startswith("zh")
    return {
        "report": [line.zh if chinese else line.en for line in report_lines(known)],
        "recorded_pages": known.recorded_pages,
        "fonts": [use._asdict() for use in known.fonts],
        "dropped": known.dropped,
        "effects": known.effects,
        "source_characters": known.source_characters,
        "page_characters": known.page_characters,
        "doubts": known.doubts,
    }
