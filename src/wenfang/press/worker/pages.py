"""The last step inside the sandbox: a PDF becomes page images, page sizes and page text."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from wenfang.press.errors import DamagedFileError, PasswordProtectedError, TooLargeError
from wenfang.press.model import Limits
from wenfang.press.reading.names import sensible_title
from wenfang.press.worker.encode import encode, look
from wenfang.press.worker.text import fonts_of, page_text, proposed_title

Say = Callable[[dict[str, Any]], None]
PASSWORD_NEEDED = 4
WEBP_LONGEST = 16_000
SMALLEST_SIDE = 1.0


def run(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Render and read ``/job/document.pdf``; pages and texts are said as soon as they exist."""
    limits = Limits(**request["limits"])
    folder = Path(request["folder"])
    pdf = _open(folder / "document.pdf", limits)
    started = time.monotonic()
    say({"begin": len(pdf)})
    last = len(pdf) if request["last"] is None else min(request["last"], len(pdf))
    numbers = range(request["first"], last + 1)
    for image in _render(pdf, numbers, request["widths"], folder, limits):
        say({"image": image})
    rendered = time.monotonic()
    answer: dict[str, Any] = {"pages": len(pdf)}
    if request["read"]:
        answer |= _read(pdf, limits, say)
    answer["timings"] = {
        "rasterise": rendered - started,
        "text": time.monotonic() - rendered,
    }
    return answer


def _open(path: Path, limits: Limits) -> pdfium.PdfDocument:
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


def _read(pdf: pdfium.PdfDocument, limits: Limits, say: Say) -> dict[str, Any]:
    sizes = [_size(pdf, index) for index in range(len(pdf))]
    truncated = False
    for index in range(len(pdf)):
        text = page_text(pdf, index)
        truncated = truncated or len(text) > limits.page_chars
        say({"text": text[: limits.page_chars]})
    return {
        "page_sizes": sizes,
        "title": sensible_title(pdf.get_metadata_value("Title")) or proposed_title(pdf),
        "fonts": fonts_of(pdf),
        "truncated": truncated,
    }


def _size(pdf: pdfium.PdfDocument, index: int) -> tuple[float, float]:
    """Width and height in points; a page without an area counts as one point wide or high."""
    width, height = pdf.get_page_size(index)
    return max(round(width, 2), SMALLEST_SIDE), max(round(height, 2), SMALLEST_SIDE)


def _render(
    pdf: pdfium.PdfDocument, numbers: range, widths: list[int], folder: Path, limits: Limits
) -> Iterator[dict[str, int]]:
    with ThreadPoolExecutor(2) as pool:
        for number in numbers:
            size = _size(pdf, number - 1)
            boxes = [_box(size, width, limits) for width in sorted(widths, reverse=True)]
            page = _draw(pdf, number - 1, size, boxes[0])
            seen = look(page)
            encoded = pool.map(
                lambda image, shaded=seen.is_shaded: encode(image, is_shaded=shaded),
                _sizes_of(seen.image, boxes),
            )
            for box, content in zip(boxes, encoded, strict=True):
                (folder / f"{number}-{box[2]}.webp").write_bytes(content)
                yield {"page": number, "asked": box[2], "width": box[0], "height": box[1]}


def _box(size: tuple[float, float], width: int, limits: Limits) -> tuple[int, int, int]:
    """Width and height in pixels that stay within every bound, and the width asked for."""
    height = width * size[1] / size[0]
    shrink = min(1.0, WEBP_LONGEST / height, (limits.page_pixels / (width * height)) ** 0.5)
    return max(1, int(width * shrink)), max(1, round(height * shrink)), width


def _draw(
    pdf: pdfium.PdfDocument, index: int, size: tuple[float, float], box: tuple[int, int, int]
) -> Image.Image:
    scale = max(box[0] / size[0], box[1] / size[1])
    page = pdf[index]
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True)
        image: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
    finally:
        page.close()
    rounded = image.width - box[0] in (0, 1) and image.height - box[1] in (0, 1)
    return image.crop((0, 0, *box[:2])) if rounded else image.resize(box[:2])


def _sizes_of(page: Image.Image, boxes: list[tuple[int, int, int]]) -> list[Image.Image]:
    return [page] + [
        page.resize(box[:2], Image.Resampling.HAMMING, reducing_gap=2.0) for box in boxes[1:]
    ]
