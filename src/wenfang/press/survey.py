"""What a file says about itself that its pages can be held against."""

from dataclasses import dataclass


@dataclass(slots=True)
class Survey:
    """``characters`` are those that a reader should see, without blanks; None if unknown.

    ``effects`` are animation effects and transitions, ``media`` embedded sounds and films,
    ``program`` is what the file says it was written with.
    """

    characters: int | None = None
    effects: int = 0
    media: int = 0
    program: str = ""
