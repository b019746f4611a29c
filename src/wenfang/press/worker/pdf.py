"""Opening a PDF inside the sandbox, within the limits of a job."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from wenfang.press.errors import DamagedFileError, PasswordProtectedError, TooLargeError
from wenfang.press.model import Limits

Say = Callable[[dict[str, Any]], None]
PASSWORD_NEEDED = 4
SMALLEST_SIDE = 1.0


def open_pdf(path: Path, limits: Limits) -> pdfium.PdfDocument:
    """The document; raises PasswordProtectedError, DamagedFileError, TooLargeError."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == PASSWORD_NEEDED:
            raise PasswordProtectedError from error
        raise DamagedFileError from error
    if len(pdf) == 0:
        raise DamagedFileError
    if len(pdf) > limits.pages:
        raise TooLargeError
    if pdf.get_formtype():
        pdf.init_forms()
    return pdf


def page_size(pdf: pdfium.PdfDocument, index: int) -> tuple[float, float]:
    """Width and height in points; a page without an area counts as one point wide or high."""
    width, height = pdf.get_page_size(index)
    return max(round(width, 2), SMALLEST_SIDE), max(round(height, 2), SMALLEST_SIDE)
