"""Reading a PDF inside the sandbox: page sizes, page text, text layer, title, fonts."""

import time
from pathlib import Path
from typing import Any

from wenfang.press.model import Limits
from wenfang.press.reading.names import sensible_title
from wenfang.press.worker.layer import Layer
from wenfang.press.worker.pdf import Say, open_pdf, page_size
from wenfang.press.worker.text import fonts_of, opened, page_text, proposed_title


def run(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Read the PDF of that name; the text of each page is said as soon as it is known.

    Pages ``runs_first`` to ``runs_last`` (None: the last) get a text layer.
    """
    limits = Limits(**request["limits"])
    pdf = open_pdf(Path(request["file"]), limits)
    started = time.monotonic()
    truncated = False
    layer = Layer(limits, say)
    last = len(pdf) if request["runs_last"] is None else request["runs_last"]
    for index in range(len(pdf)):
        with opened(pdf, index) as (page, characters):
            text = page_text(characters)
            truncated = truncated or len(text) > limits.page_chars
            say({"text": text[: limits.page_chars]})
            if request["runs_first"] <= index + 1 <= last:
                layer.report(index + 1, page, characters)
    return {
        "pages": len(pdf),
        "page_sizes": [page_size(pdf, index) for index in range(len(pdf))],
        "title": sensible_title(pdf.get_metadata_value("Title")) or proposed_title(pdf),
        "fonts": fonts_of(pdf),
        "truncated": truncated,
        "seconds": time.monotonic() - started,
    }
