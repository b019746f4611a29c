"""The last step: everything that was learned, folded into one answer."""

from wenfang.press.family import Findings
from wenfang.press.job import Job
from wenfang.press.judging import judge
from wenfang.press.pages import Pages
from wenfang.press.results import FontUse, PressResult
from wenfang.press.steps.whole import PDF_NAME
from wenfang.press.typefaces import font_uses


def report(job: Job, found: Findings, pages: Pages) -> PressResult:
    """The answer, with how long all of it took."""
    fonts = _fonts(job, found, pages)
    fidelity = judge(
        found,
        fonts,
        pages=pages.count,
        tally=pages.tally,
        fonts_on_pages=pages.fonts,
        was_converted=bool(job.family.export),
    )
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
        fonts=fonts,
        warnings=found.warnings + (["text_truncated"] if pages.truncated else []),
        timings=job.timings,
        outline=pages.outline,
        runs=pages.runs,
        fidelity=fidelity,
    )


def _fonts(job: Job, found: Findings, pages: Pages) -> list[FontUse]:
    """What the document asks for; those of a PDF lie in it and need no stand-in."""
    if not found.fonts:
        return [FontUse(name, name, False) for name in pages.fonts]
    return font_uses(found.fonts, job.rooms.installed)
