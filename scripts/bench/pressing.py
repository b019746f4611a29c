"""Pressing many files as the site does, some at a time, and keeping what each one told."""

import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from scripts.bench.files import Sample
from wenfang.press import FirstPages, Limits, PressError, press_document

FREE_PAGES = 5
PRESSED = "pages"


@dataclass(slots=True)
class Pressed:
    """What became of one file: ``outcome`` is ``pages`` or the error's code.

    ``first_page`` and ``seconds`` count from the start of the press, to the first picture and to
    the end; ``first_page`` is None when there was none.
    """

    sample: Sample
    outcome: str
    seconds: float
    first_page: float | None = None
    pages: int | None = None
    timings: dict[str, float] = field(default_factory=dict)
    messages: tuple[str, str] = ("", "")
    reason: str = ""


class FirstPicture:
    """Notes when the first page's picture is there, be it of a provisional preview."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.seconds: float | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        if step == "rasterise" and done > 0:
            self.note()

    def note(self, provisional: FirstPages | None = None) -> None:
        """It is there now, if it was not before."""
        if self.seconds is None:
            self.seconds = time.monotonic() - self._began


def press_one(sample: Sample, *, cache: Path, limits: Limits, last: int = FREE_PAGES) -> Pressed:
    """Press one file; whatever the press refuses is an outcome, anything else is a defect."""
    first, began = FirstPicture(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wenfang-bench-out-") as out:
        try:
            result = press_document(
                sample.path,
                Path(out) / "out",
                last=last,
                limits=limits,
                cache=cache,
                progress=first,
                on_first_pages=first.note,
            )
        except PressError as error:
            words = (error.message("en"), error.message("zh"))
            reason = str(getattr(error, "reason", "") or error.__cause__ or "")
            spent = time.monotonic() - began
            return Pressed(sample, error.code, spent, messages=words, reason=reason[:500])
    return Pressed(
        sample,
        PRESSED,
        time.monotonic() - began,
        first_page=first.seconds,
        pages=result.pages,
        timings=dict(result.timings),
    )


def press_all(
    chosen: Iterable[Sample],
    *,
    workers: int,
    cache: Path,
    limits: Limits | None = None,
    tell: Callable[[Pressed], None] = lambda pressed: None,
) -> tuple[list[Pressed], float]:
    """Press all of them, ``workers`` at a time; the answer ends with the seconds it took."""
    work = partial(press_one, cache=cache, limits=limits or Limits())
    began = time.monotonic()
    done = []
    with ProcessPoolExecutor(workers) as pool:
        for pressed in pool.map(work, chosen):
            tell(pressed)
            done.append(pressed)
    return done, time.monotonic() - began
