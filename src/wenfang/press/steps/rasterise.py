"""The sixth step: pages as pictures, each moved out as soon as it is there."""

from collections.abc import Sequence

from wenfang.press.job import Job
from wenfang.press.pages import Pages
from wenfang.press.steps.whole import PDF_NAME


def rasterise(job: Job, *, first: int, last: int | None, widths: Sequence[int]) -> Pages:
    """Draw the wanted pages of the PDF that the reader was handed."""

    def drawn(step: str, done: int, total: int) -> None:
        job.note_first_page()
        job.progress(step, done, total)

    with job.timed("rasterise", counts_itself=True):
        pages = Pages(
            room=job.reader,
            out=job.out,
            first=first,
            last=last,
            widths=sorted(set(widths), reverse=True),
            limits=job.limits,
            progress=drawn,
        )
        pages.draw(PDF_NAME, job.deadline)
        return pages
