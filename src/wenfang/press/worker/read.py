"""Reading a PDF inside the sandbox: page sizes, page text, title, fonts."""

import time
from pathlib import Path
from typing import Any

from wenfang.press.model import Limits
from wenfang.press.reading.names import sensible_title
from wenfang.press.worker.pdf import Say, open_pdf, page_size
from wenfang.press.worker.text import fonts_of, page_text, proposed_title


def run(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Read the PDF of that name; the text of each page is said as soon as it is known."""
    limits = Limits(**request["limits"])
    pdf = open_pdf(Path(request["file"]), limits)
    started = time.monotonic()
    truncated = False
    for index in range(len(pdf)):
        text = page_text(pdf, index)
        truncated = truncated or len(text) > limits.page_chars
        say({"text": text[: limits.page_chars]})
    return {
        "pages": len(pdf),
        "page_sizes": [page_size(pdf, index) for index in range(len(pdf))],
        "title": sensible_title(pdf.get_metadata_value("Title")) or proposed_title(pdf),
        "fonts": fonts_of(pdf),
        "truncated": truncated,
        "seconds": time.monotonic() - started,
    }
