"""Drawing pages of a PDF inside the sandbox, in every width asked for."""

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from wenfang.press.model import Limits
from wenfang.press.worker.encode import encode, look
from wenfang.press.worker.pdf import Say, open_pdf, page_size

WEBP_LONGEST = 16_000
ENCODERS = 2
# Pages that are drawn and not yet encoded hold ten megabytes each.
PAGES_WAITING = 1
Box = tuple[int, int, int]


def run(request: dict[str, Any], say: Say) -> dict[str, Any]:
    """Draw pages of the PDF of that name; each picture is announced as soon as it exists."""
    limits = Limits(**request["limits"])
    pdf = open_pdf(Path(request["file"]), limits)
    started = time.monotonic()
    say({"begin": len(pdf)})
    last = len(pdf) if request["last"] is None else min(request["last"], len(pdf))
    numbers = range(request["first"], last + 1)
    for image in _render(pdf, numbers, request["widths"], Path(request["folder"]), limits):
        say({"image": image})
    return {
        "pages": len(pdf),
        "page_sizes": [page_size(pdf, number - 1) for number in numbers],
        "seconds": time.monotonic() - started,
    }


def _render(
    pdf: pdfium.PdfDocument, numbers: range, widths: list[int], folder: Path, limits: Limits
) -> Iterator[dict[str, int]]:
    """Draw the next page while the one before is being encoded, which takes longer."""
    waiting: deque[tuple[int, list[Box], list[Future[bytes]]]] = deque()
    with ThreadPoolExecutor(ENCODERS) as pool:
        for number in numbers:
            size = page_size(pdf, number - 1)
            boxes = [_box(size, width, limits) for width in sorted(widths, reverse=True)]
            seen = look(_draw(pdf, number - 1, size, boxes[0]))
            images = _sizes_of(seen.image, boxes)
            encoded = [pool.submit(encode, image, is_shaded=seen.is_shaded) for image in images]
            waiting.append((number, boxes, encoded))
            if len(waiting) > PAGES_WAITING:
                yield from _written(*waiting.popleft(), folder)
        for page in waiting:
            yield from _written(*page, folder)


def _written(
    number: int, boxes: list[Box], encoded: list[Future[bytes]], folder: Path
) -> Iterator[dict[str, int]]:
    for box, content in zip(boxes, encoded, strict=True):
        (folder / f"{number}-{box[2]}.webp").write_bytes(content.result())
        yield {"page": number, "asked": box[2], "width": box[0], "height": box[1]}


def _box(size: tuple[float, float], width: int, limits: Limits) -> Box:
    """Width and height in pixels that stay within every bound, and the width asked for."""
    height = width * size[1] / size[0]
    shrink = min(1.0, WEBP_LONGEST / height, (limits.page_pixels / (width * height)) ** 0.5)
    return max(1, int(width * shrink)), max(1, round(height * shrink)), width


def _draw(pdf: pdfium.PdfDocument, index: int, size: tuple[float, float], box: Box) -> Image.Image:
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


def _sizes_of(page: Image.Image, boxes: list[Box]) -> list[Image.Image]:
    return [page] + [
        page.resize(box[:2], Image.Resampling.HAMMING, reducing_gap=2.0) for box in boxes[1:]
    ]
