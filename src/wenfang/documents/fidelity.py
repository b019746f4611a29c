"""What the press said about a revision's fidelity, as it lies in the row and as it is read."""

from dataclasses import asdict, fields
from typing import Any

from wenfang.documents.models import Revision
from wenfang.press import Fidelity, FontUse

FONTS_KEPT = 200
NAMES = frozenset(field.name for field in fields(Fidelity))


def as_stored(fidelity: Fidelity) -> dict[str, Any]:
    """Plain values for the row; no word of the document is among them."""
    return asdict(fidelity) | {"fonts": [list(use) for use in fidelity.fonts[:FONTS_KEPT]]}


def fidelity_of(revision: Revision) -> Fidelity | None:
    """What is known about a ready revision; None for one that was pressed before it was told."""
    stored = {name: value for name, value in revision.fidelity.items() if name in NAMES}
    if not stored.get("pages"):
        return None
    stored["fonts"] = [FontUse(*use) for use in stored.get("fonts", ())]
    return Fidelity(**stored)


def doubts_about(revision: Revision) -> list[str]:
    """Keys of what makes the author look before buyers do."""
    return list(revision.fidelity.get("doubts", ()))
