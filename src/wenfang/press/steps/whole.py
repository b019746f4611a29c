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

PDF_NAME = "document.pdf"
# Aborted: what the memory limit does to the office.
OUT_OF_MEMORY = (134,)


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
        returncode = office.convert(
            clean.name,
            export=job.family.export,
            options=job.family.options,
            deadline=job.deadline,
        )
        # Asked first: an office that was killed may have left half a PDF.
        if fault := endings.fault_outside(returncode):
            raise fault
        made = clean.with_suffix(".pdf").name
        try:
            office.take_out(made, pdf, job.limits.pdf_bytes)
        except OurFaultError as error:
            raise _why_no_pdf(found, returncode) from error
    return pdf


def _why_no_pdf(found: Findings, returncode: int) -> Exception:
    """The office says little when it fails; how it ended and what was found say more."""
    if found.locked:
        return PasswordProtectedError()
    if returncode in OUT_OF_MEMORY:
        return TooLargeError()
    return DamagedFileError()
