"""The first step inside the sandbox: bound the file, write a sanitised copy, read what it says."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wenfang.press.errors import UnsupportedFormatError
from wenfang.press.family import Inspection
from wenfang.press.formats import family_of
from wenfang.press.model import Limits


def run(request: dict[str, Any], say: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Inspect the file of that name; the answer is a ``Findings``."""
    family = family_of(request["format"])
    if family is None:
        raise UnsupportedFormatError
    inspection = Inspection(
        source=Path(request["file"]),
        folder=Path(request["folder"]),
        format=request["format"],
        limits=Limits(**request["limits"]),
    )
    return dataclasses.asdict(family.inspect(inspection))
