"""The seventh step: what the pages say, of all pages."""

from wenfang.press.job import Job
from wenfang.press.pages import Pages
from wenfang.press.steps.whole import PDF_NAME


def text(job: Job, pages: Pages) -> None:
    """Read the PDF that the reader was handed."""
    with job.timed("text"):
        pages.read(PDF_NAME, job.deadline)
