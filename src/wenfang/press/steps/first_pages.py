"""The fourth step, where somebody waits: the first pages, before the whole is converted."""

import logging
from collections.abc import Callable, Sequence

from wenfang.press.errors import KilledError, PressError, TimedOutError
from wenfang.press.family import CutCopy, Findings
from wenfang.press.job import Job
from wenfang.press.model import silent
from wenfang.press.pages import Pages
from wenfang.press.results import FirstPages
from wenfang.press.steps.whole import converted

log = logging.getLogger(__name__)
OnFirstPages = Callable[[FirstPages], None]
FIRST_PDF = "first.pdf"
# People look at these while the rest is being converted.
FIRST_PAGES = 3


def first_pages(job: Job, found: Findings, *, wanted: int | None, widths: Sequence[int]) -> None:
    """Cut, convert and draw a few of the ``wanted`` pages, when that is faster than the whole.

    A provisional preview is worth no failure: what goes wrong with the copy, the whole decides.
    An office that was killed over it counts, though.
    """
    count = FIRST_PAGES if wanted is None else min(wanted, FIRST_PAGES)
    if job.on_first_pages is None or job.family.cut is None or count < 1:
        return
    try:
        provisional = _provisional(job, found, count, widths)
    except (TimedOutError, KilledError):
        raise
    except PressError as error:
        log.info("no first pages: %s", error.code)
        return
    if provisional is not None and provisional.images:
        job.note_first_page()
        job.on_first_pages(provisional)


def _provisional(
    job: Job, found: Findings, wanted: int, widths: Sequence[int]
) -> FirstPages | None:
    with job.timed("first_pages"):
        job.reader.hand_in(job.clean, found.clean)
        left = job.reader.cut(found.clean, job.format, wanted, job.deadline)
        if left is None:
            return None
        cut = job.folder / f"first{job.clean.suffix}"
        job.reader.take_out(cut.name, cut, job.limits.archive_bytes)
        pdf = converted(job, found, cut, job.folder / FIRST_PDF)
        job.reader.hand_in(pdf, FIRST_PDF)
        return _drawn(job, left, wanted, widths)


def _drawn(job: Job, left: CutCopy, last: int, widths: Sequence[int]) -> FirstPages:
    out = job.out / "first"
    out.mkdir(exist_ok=True)
    pages = Pages(
        room=job.reader,
        out=out,
        first=1,
        last=last,
        widths=sorted(set(widths), reverse=True),
        limits=job.limits,
        progress=silent,
    )
    pages.draw(FIRST_PDF, job.deadline)
    complete = pages.count - 1 if left.is_ragged else pages.count
    return FirstPages(
        format=job.format,
        folder=out,
        images=[image for image in pages.images if image.page <= complete],
        page_sizes=pages.sizes[:complete],
        pages_expected=left.expected,
        seconds=job.seconds,
    )
