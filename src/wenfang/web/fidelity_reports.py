"""What people read about how faithful a preview is, in their language."""

from collections.abc import Iterable

from django.utils.translation import get_language

from wenfang.catalogue.rules import unconfirmed
from wenfang.documents.fidelity import doubts_about, fidelity_of
from wenfang.documents.models import Revision
from wenfang.press import WARNINGS, Message
from wenfang.press.fidelity import DOUBTS, report_lines

# What the report counts needs no warning beside it.
COUNTED = {
    "linked_content_removed": "linked_content",
    "macros_removed": "macros",
    "active_content_removed": "controls",
    "embedded_objects_removed": "embedded_objects",
}


def report_on(revision: Revision) -> list[str]:
    """What everybody reads: whole sentences, the good news first, and no word of the document."""
    known = fidelity_of(revision)
    dropped = known.dropped if known else {}
    warnings = [key for key in revision.warnings if COUNTED.get(key) not in dropped]
    return fidelity_lines(revision) + told(WARNINGS[key] for key in warnings if key in WARNINGS)


def fidelity_lines(revision: Revision) -> list[str]:
    """The report alone, for pages that show the warnings in a place of their own."""
    known = fidelity_of(revision)
    return told(report_lines(known)) if known else []


def warnings_about(revision: Revision) -> list[str]:
    """What the author can do something about."""
    return told(WARNINGS[key] for key in revision.warnings if key in WARNINGS)


def doubts_to_confirm(revision: Revision) -> list[str]:
    """What the author has to look at before the revision can go on sale."""
    keys = unconfirmed(doubts_about(revision), revision.confirmed_doubts)
    return told(DOUBTS[key] for key in keys if key in DOUBTS)


def told(messages: Iterable[Message]) -> list[str]:
    """Each message in the language of the page."""
    chinese = (get_language() or "zh").startswith("zh")
    return [message.zh if chinese else message.en for message in messages]
