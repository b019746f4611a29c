"""Cutting a sanitised copy to its first pages, inside the sandbox."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from wenfang.press.errors import UnsupportedFormatError
from wenfang.press.family import Cutting
from wenfang.press.formats import family_of


def run(request: dict[str, Any], say: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Cut the copy of that name; the answer says what is left of it."""
    family = family_of(request["format"])
    if family is None or family.cut is None:
        raise UnsupportedFormatError
    clean = Path(request["file"])
    cutting = Cutting(
        clean=clean,
        target=Path(request["folder"]) / f"first{clean.suffix}",
        format=request["format"],
        pages=request["pages"],
    )
    left = family.cut(cutting)
    if left is None:
        return {"name": "clean.none", "expected": None, "is_ragged": False}
    return {"name": cutting.target.name, **left._asdict()}
