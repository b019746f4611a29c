"""The last step: everything that was learned, folded into one answer."""

from wenfang.press.family import Findings
from wenfang.press.job import Job
from wenfang.press.pages import Pages
from wenfang.press.results import FontUse, PressResult
from wenfang.press.steps.whole import PDF_NAME


def report(job: Job, found: Findings, pages: Pages) -> PressResult:
    """The answer, with how long all of it took."""
    job.timings["total"] = job.seconds
    return PressResult(
        format=found.format,
        pages=pages.count,
        page_sizes=pages.sizes,
        images=pages.images,
        text=pages.texts,
        recorded_pages=found.recorded_pages,
        title=found.title or pages.title,
        pdf=job.out / PDF_NAME,
        fonts=_fonts(job, found.fonts or pages.fonts),
        warnings=found.warnings + (["text_truncated"] if pages.truncated else []),
        timings=job.timings,
    )


def _fonts(job: Job, asked: list[str]) -> list[FontUse]:
    used = {stand_in.asked: stand_in.used for stand_in in job.rooms.replaced(asked)}
    return [FontUse(name, used.get(name, name), name in used) for name in asked]
