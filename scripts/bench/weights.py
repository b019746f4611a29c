"""What the pictures of pages weigh, against JPEG of the very same pixels."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from scripts.bench.files import Sample
from wenfang.press import Limits, PressError, press_document

JPEG_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Weight:
    """One page at one width: bytes of our WebP and of a JPEG."""

    group: str
    width: int
    webp: int
    jpeg: int


def jpeg_bytes(picture: Image.Image) -> int:
    """The size as JPEG; what has no colour is kept without colour there too."""
    colours = picture.convert("RGB")
    red, green, blue = colours.split()
    is_grey = not (
        ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox()
    )
    target = io.BytesIO()
    (red if is_grey else colours).save(target, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return len(target.getvalue())


def weights(chosen: Iterable[Sample], folder: Path) -> list[Weight]:
    """Weigh the first three pages of every file that can be pressed."""
    found = []
    for number, sample in enumerate(chosen):
        out = folder / str(number)
        try:
            result = press_document(
                sample.path, out, last=3, limits=Limits(time_seconds=60), cache=folder / "cache"
            )
        except PressError:
            continue
        for image in result.images:
            path = out / image.file
            with Image.open(path) as picture:
                jpeg = jpeg_bytes(picture)
            found.append(Weight(sample.group, image.width, path.stat().st_size, jpeg))
    return found
