"""The press, step by step: identify, sanitise, convert, rasterise and read, report."""

import dataclasses
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wenfang.press import endings, fontconfig, office, sandbox
from wenfang.press.answers import Conversation, findings
from wenfang.press.deadline import Deadline
from wenfang.press.derived_fonts import derived_fonts
from wenfang.press.errors import DamagedFileError, OurFaultError, PasswordProtectedError
from wenfang.press.family import Family, Findings
from wenfang.press.formats import family_of
from wenfang.press.identify import identify
from wenfang.press.job import copy_untrusted, job_folder, lasting_folder, step_folder
from wenfang.press.model import WIDTHS, Limits, PageImage, PressResult, Problem, Progress, silent
from wenfang.press.pages import Pages
from wenfang.press.typefaces import USUAL_FAMILIES, stand_ins

PDF_NAME = "document.pdf"
CLEANING_SECONDS = 1.0


@dataclass(slots=True)
class Job:
    """One document on its way through the press."""

    folder: Path
    out: Path
    format: str
    limits: Limits
    deadline: Deadline
    progress: Progress
    cache: Path
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def family(self) -> Family:
        family = family_of(self.format)
        if family is None:
            raise OurFaultError(f"no family has the format {self.format}")
        return family

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Report a step as begun and done, and note how many seconds it took."""
        self.progress(step, 0, 1)
        started = time.monotonic()
        try:
            yield
        finally:
            self.timings[step] = round(time.monotonic() - started, 3)
        self.progress(step, 1, 1)


def press_document(
    source: Path,
    out: Path,
    *,
    name: str = "",
    first: int = 1,
    last: int | None = None,
    widths: Sequence[int] = WIDTHS,
    limits: Limits | None = None,
    cache: Path | None = None,
    progress: Progress = silent,
) -> PressResult:
    """Turn a document into page images, page texts and one PDF, all inside ``out``.

    ``first`` to ``last`` (None: to the end, 0: none) are the pages that become images; text,
    sizes and counts are of all pages. ``cache`` is a folder that may be deleted at any time.
    Calling it again for the same ``out`` overwrites. Raises one of the PressErrors.
    """
    limits = limits or Limits()
    started = time.monotonic()
    deadline = Deadline(max(limits.time_seconds - CLEANING_SECONDS, limits.time_seconds / 2))
    with _faults_are_ours(), job_folder() as folder:
        job = Job(
            folder=folder,
            out=out,
            format=identify(source, name=name, limits=limits),
            limits=limits,
            deadline=deadline,
            progress=progress,
            cache=cache or default_cache(),
        )
        out.mkdir(parents=True, exist_ok=True)
        found = _sanitise(job, source)
        _convert(job, found)
        pages = _rasterise(job, first=first, last=last, widths=widths, read=True)
        job.timings["total"] = round(time.monotonic() - started, 3)
        return _report(job, found, pages)


def render_pages(
    pdf: Path,
    out: Path,
    *,
    first: int,
    last: int,
    widths: Sequence[int] = WIDTHS,
    limits: Limits | None = None,
    progress: Progress = silent,
) -> list[PageImage]:
    """More page images of a PDF that ``press_document`` made; nothing is converted again."""
    limits = limits or Limits()
    with _faults_are_ours(), job_folder() as folder:
        job = Job(
            folder=folder,
            out=out,
            format="pdf",
            limits=limits,
            deadline=Deadline(limits.time_seconds),
            progress=progress,
            cache=default_cache(),
        )
        out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pdf, step_folder(folder, "pages") / PDF_NAME)
        return _rasterise(job, first=first, last=last, widths=widths, read=False).images


@contextmanager
def _faults_are_ours() -> Iterator[None]:
    """A full disk or a missing program is never the document's fault."""
    try:
        yield
    except OSError as error:
        raise OurFaultError(repr(error)) from error


def probe() -> list[Problem]:
    """What this machine lacks before it can press every format."""
    return [*sandbox.probe(), *office.probe(), *fontconfig.probe()]


def default_cache() -> Path:
    """Where primed profiles are kept when the caller does not say."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "wenfang" / "press"


def _sanitise(job: Job, source: Path) -> Findings:
    """Bound the file and make the copy that is safe to convert, inside the first sandbox."""
    with job.timed("sanitise"):
        step = step_folder(job.folder, "inspect")
        shutil.copyfile(source, step / "source")
        found = findings(_work(job, "inspect", step, {"format": job.format}))
        job.format = found.format
        target = "pages" if not job.family.export else "convert"
        name = PDF_NAME if not job.family.export else found.clean
        copy_untrusted(
            step, found.clean, step_folder(job.folder, target) / name, job.limits.archive_bytes
        )
        return found


def _convert(job: Job, found: Findings) -> None:
    """Make the PDF, by the office in the second sandbox unless the document is one already."""
    if not job.family.export:
        shutil.copyfile(job.folder / "pages" / PDF_NAME, job.out / PDF_NAME)
        return
    with job.timed("convert"):
        step = job.folder / "convert"
        cache = lasting_folder(job.cache, job.folder)
        profile = office.primed_profile(cache, limits=job.limits, deadline=job.deadline)
        derived = derived_fonts(cache, squeezed=found.squeezes)
        families = dict.fromkeys([*found.fonts, *USUAL_FAMILIES])
        replaced = stand_ins(families, fontconfig.installed_families())
        fonts = fontconfig.configuration(replaced, derived)
        office.prepare(step, profile, fonts, squeezes=found.squeezes)
        outcome = office.convert(
            step,
            found.clean,
            export=job.family.export,
            options=job.family.options,
            fonts=[derived.folder, derived.index] if derived else [],
            limits=job.limits,
            deadline=job.deadline,
        )
        pdf_name = Path(found.clean).with_suffix(".pdf").name
        # Asked first: what was killed may have left half a PDF.
        if fault := endings.fault_outside(outcome.returncode):
            raise fault
        if not (step / pdf_name).is_file():
            raise PasswordProtectedError if found.locked else DamagedFileError
        copy_untrusted(step, pdf_name, job.out / PDF_NAME, job.limits.pdf_bytes)
        shutil.copyfile(job.out / PDF_NAME, step_folder(job.folder, "pages") / PDF_NAME)


# Illegal instruction, trap, segmentation fault: what a file does to a reader that it breaks, be it
# by its structure or by memory that there is not. Whatever a reader trips over, the file did it.
CRASHED = (132, 133, 139)


def _rasterise(
    job: Job, *, first: int, last: int | None, widths: Sequence[int], read: bool
) -> Pages:
    """Draw and read the pages inside the last sandbox, moving each out as soon as it is there."""
    with job.timed("pages"):
        step = job.folder / "pages"
        pages = Pages(
            folder=step,
            out=job.out,
            first=first,
            last=last,
            widths=sorted(set(widths), reverse=True),
            limits=job.limits,
            progress=job.progress,
        )
        request = {"first": first, "last": last, "widths": pages.widths, "read": read}
        pages.finish(_work(job, "pages", step, request, pages.hear))
    job.timings |= pages.timings
    return pages


def _report(job: Job, found: Findings, pages: Pages) -> PressResult:
    """Fold everything into the answer."""
    return PressResult(
        format=found.format,
        pages=pages.count,
        page_sizes=pages.sizes,
        images=pages.images,
        text=pages.texts,
        recorded_pages=found.recorded_pages,
        title=found.title or pages.title,
        pdf=job.out / PDF_NAME,
        fonts=found.fonts or pages.fonts,
        warnings=found.warnings + (["text_truncated"] if pages.truncated else []),
        timings=job.timings,
    )


def _work(
    job: Job,
    step: str,
    folder: Path,
    request: dict[str, Any],
    on_item: Callable[[dict[str, Any]], None] = lambda untrusted_item: None,
) -> dict[str, Any]:
    """Run one step of the worker in a sandbox of its own and return its checked-for verdict."""
    conversation = Conversation(on_item)
    request |= {"limits": dataclasses.asdict(job.limits), "folder": str(sandbox.INSIDE)}
    outcome = sandbox.run_inside(
        sandbox.python_program("wenfang.press.worker", step),
        folder,
        limits=job.limits,
        deadline=job.deadline,
        stdin=json.dumps(request).encode(),
        on_line=conversation.hear,
    )
    try:
        return conversation.verdict()
    except OurFaultError as error:
        if fault := endings.fault_outside(outcome.returncode):
            raise fault from error
        if outcome.returncode in CRASHED:
            raise DamagedFileError from error
        raise OurFaultError(
            f"{error.reason}; exit {outcome.returncode}: {outcome.untrusted_stderr}"
        ) from error
