"""One document on its way through the press: what the steps hand on to each other."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError
from wenfang.press.family import Family
from wenfang.press.formats import family_of
from wenfang.press.model import Limits, Progress, silent
from wenfang.press.reader import Reader
from wenfang.press.results import FirstPages
from wenfang.press.rooms import Rooms


@dataclass(slots=True)
class Job:
    """``folder`` is private and gone at the end; ``clean`` is the sanitised copy inside it."""

    source: Path
    folder: Path
    out: Path
    format: str
    limits: Limits
    deadline: Deadline
    progress: Progress
    rooms: Rooms
    reader: Reader
    on_first_pages: Callable[[FirstPages], None] | None = None
    clean: Path = Path()
    timings: dict[str, float] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def note_first_page(self) -> None:
        """Note how many seconds it took until a page could be seen, the first time it is called."""
        self.timings.setdefault("first_page", self.seconds)

    @property
    def seconds(self) -> float:
        """How long the job has been going on."""
        return round(time.monotonic() - self.started, 3)

    @property
    def family(self) -> Family:
        family = family_of(self.format)
        if family is None:
            raise OurFaultError(f"no family has the format {self.format}")
        return family

    @contextmanager
    def timed(self, step: str, *, counts_itself: bool = False) -> Iterator[None]:
        """Report a step as begun and done, and note how many seconds it took."""
        progress = silent if counts_itself else self.progress
        progress(step, 0, 1)
        started = time.monotonic()
        try:
            yield
        finally:
            self.timings[step] = round(time.monotonic() - started, 3)
        progress(step, 1, 1)
