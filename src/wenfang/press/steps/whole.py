"""The fifth step: the whole document as a PDF, by the office unless it is one already."""

import shutil
from pathlib import Path

from wenfang.press import endings
from wenfang.press.errors import (
    DamagedFileError,
    OurFaultError,
    PasswordProtectedError,
    TooLargeError,
)
from wenfang.press.family import Findings
from wenfang.press.job import Job
from wenfang.press.model import Limits
from wenfang.press.office import Ending

PDF_NAME = "document.pdf"
# Aborted: what the memory limit does to the office, when it does not hide it.
OUT_OF_MEMORY = (134,)
# The office mostly hides it: it crashes, or says that the file could not be loaded. What takes
# this part of the limit, where the address space counts and pages fill less, is not just damaged.
HUNGRY = 0.4


def whole(job: Job, found: Findings) -> None:
    """Make ``document.pdf`` in the out folder and hand it to the reader."""
    pdf = job.out / PDF_NAME
    if job.family.export:
        with job.timed("convert"):
            converted(job, found, job.clean, pdf)
    else:
        shutil.copyfile(job.clean, pdf)
    job.reader.hand_in(pdf, PDF_NAME)


def converted(job: Job, found: Findings, clean: Path, pdf: Path) -> Path:
    """Convert a sanitised copy in an office of its own."""
    with job.rooms.office(found.fonts, squeezes=found.squeezes) as office:
        office.hand_in(clean, clean.name)
        ending = office.convert(
            clean.name,
            export=job.family.export,
            options=job.family.options,
            deadline=job.deadline,
        )
        # Asked first: an office that was killed may have left half a PDF.
        if fault := endings.fault_outside(ending.returncode):
            raise fault
        made = clean.with_suffix(".pdf").name
        try:
            office.take_out(made, pdf, job.limits.pdf_bytes)
        except OurFaultError as error:
            raise _why_no_pdf(found, ending, job.limits) from error
    return pdf


def _why_no_pdf(found: Findings, ending: Ending, limits: Limits) -> Exception:
    """The office says little when it fails; how it ended and what was found say more."""
    if found.locked:
        return PasswordProtectedError()
    was_hungry = ending.memory_bytes > limits.memory_bytes * HUNGRY
    if ending.returncode in OUT_OF_MEMORY or was_hungry:
        return TooLargeError()
    return DamagedFileError()
