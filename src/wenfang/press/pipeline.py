"""The press: identify, bound, sanitise, first pages, whole, rasterise, text, report."""

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from wenfang.press import fontconfig, office, sandbox
from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError
from wenfang.press.folders import job_folder
from wenfang.press.identify import identify
from wenfang.press.job import Job
from wenfang.press.model import WIDTHS, Limits, Problem, Progress, silent
from wenfang.press.results import PressResult, RenderedPages
from wenfang.press.rooms import Rooms, Standby
from wenfang.press.steps.bound import bound
from wenfang.press.steps.first_pages import OnFirstPages, first_pages
from wenfang.press.steps.rasterise import rasterise
from wenfang.press.steps.report import report
from wenfang.press.steps.sanitise import sanitise
from wenfang.press.steps.text import text, text_layer
from wenfang.press.steps.whole import PDF_NAME, whole

CLEANING_SECONDS = 1.0


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
    rooms: Rooms | None = None,
    progress: Progress = silent,
    on_first_pages: OnFirstPages | None = None,
) -> PressResult:
    """Turn a document into page images, page texts and one PDF, all inside ``out``.

    ``first`` to ``last`` (None: to the end, 0: none) are the pages that become images; text,
    sizes and counts are of all pages. ``cache`` is a folder that may be deleted at any time;
    ``rooms`` are sandboxes that may have been started before, with a cache of their own.
    ``on_first_pages`` is told of a provisional preview of a long document before the whole is
    converted; what it raises ends the job. Calling it again for the same ``out`` overwrites.
    Raises one of the PressErrors.
    """
    limits, started = limits or Limits(), time.monotonic()
    with _faults_are_ours(), contextlib.ExitStack() as ending:
        format_id = identify(source, name=name, limits=limits)
        if rooms is None:
            rooms = Standby(limits=limits, cache=cache)
            ending.callback(rooms.close)
            rooms.start_for(format_id)
        with _opened(source, out, format_id, limits, rooms, progress) as job:
            job.started, job.on_first_pages = started, on_first_pages
            bound(job)
            found = sanitise(job)
            first_pages(job, found, wanted=last, widths=widths)
            whole(job, found)
            pages = rasterise(job, first=first, last=last, widths=widths)
            text(job, pages)
            return report(job, found, pages)


def render_pages(
    pdf: Path,
    out: Path,
    *,
    first: int,
    last: int,
    widths: Sequence[int] = WIDTHS,
    limits: Limits | None = None,
    rooms: Rooms | None = None,
    progress: Progress = silent,
) -> RenderedPages:
    """More pages of a PDF that ``press_document`` made; nothing is converted again."""
    limits = limits or Limits()
    rooms = rooms or Rooms(limits=limits)
    with _faults_are_ours(), _opened(pdf, out, "pdf", limits, rooms, progress) as job:
        job.reader.hand_in(pdf, PDF_NAME)
        pages = rasterise(job, first=first, last=last, widths=widths)
        text_layer(job, pages)
        return RenderedPages(pages.images, pages.runs)


@contextlib.contextmanager
def _opened(
    source: Path, out: Path, format_id: str, limits: Limits, rooms: Rooms, progress: Progress
) -> Iterator[Job]:
    """A job with its folders and its reader, which are gone at the end."""
    deadline = Deadline(max(limits.time_seconds - CLEANING_SECONDS, limits.time_seconds / 2))
    with job_folder() as folder, rooms.reader() as reader:
        out.mkdir(parents=True, exist_ok=True)
        yield Job(
            source=source,
            folder=folder,
            out=out,
            format=format_id,
            limits=limits,
            deadline=deadline,
            progress=progress,
            rooms=rooms,
            reader=reader,
        )


@contextlib.contextmanager
def _faults_are_ours() -> Iterator[None]:
    """A full disk or a missing program is never the document's fault."""
    try:
        yield
    except OSError as error:
        raise OurFaultError(repr(error)) from error


def probe() -> list[Problem]:
    """What this machine lacks before it can press every format."""
    return [*sandbox.probe(), *office.probe(), *fontconfig.probe()]
