"""Reading a PDF inside the sandbox: page sizes, text, text layer, outline, title, fonts."""

import dataclasses
import time
from pathlib import Path
from typing import Any

from wenfang.press.judging import Tally
from wenfang.press.model import Limits
from wenfang.press.reading.names import sensible_title
from wenfang.press.worker.contents import Contents
from wenfang.press.worker.layer import Layer
from wenfang.press.worker.pdf import Say, open_pdf, page_size
from wenfang.press.worker.text import fonts_of, is_blank, opened, page_text, proposed_title


def run(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Read the PDF of that name; the text of each page is said as soon as it is known.

    Pages ``runs_first`` to ``runs_last`` (None: the last) get a text layer.
    """
    limits = Limits(**request["limits"])
    pdf = open_pdf(Path(request["file"]), limits)
    started = time.monotonic()
    truncated = False
    tally = Tally()
    layer, contents = Layer(limits, say), Contents(pdf, request["headings"])
    last = len(pdf) if request["runs_last"] is None else request["runs_last"]
    for index in range(len(pdf)):
        with opened(pdf, index) as (page, characters):
            text = page_text(characters)
            truncated = truncated or len(text) > limits.page_chars
            tally.add(text, is_blank=is_blank(page, text))
            say({"text": text[: limits.page_chars]})
            contents.add(page, characters, text)
            if request["runs_first"] <= index + 1 <= last:
                layer.report(index + 1, page, characters)
    return {
        "pages": len(pdf),
        "page_sizes": [page_size(pdf, index) for index in range(len(pdf))],
        "title": sensible_title(pdf.get_metadata_value("Title")) or proposed_title(pdf),
        "fonts": fonts_of(pdf),
        "outline": contents.outline(),
        "truncated": truncated,
        "tally": dataclasses.asdict(tally),
        "seconds": time.monotonic() - started,
    }
