"""How one page image is encoded: by what is on it, text or picture, grey or colour."""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

LOSSY_QUALITY = 80
THUMBNAIL_QUALITY = 70
THUMBNAIL_WIDTH = 240
COLOUR_THRESHOLD = 24
SHADED_SHARE = 0.06
GREY_STEPS = 15
COLOUR_STEPS = 31


@dataclass(frozen=True, slots=True)
class Look:
    """What kind of page it is; judged once, on the largest image."""

    image: Image.Image
    is_shaded: bool


def look(page: Image.Image) -> Look:
    """The page, in grey when it has no colour."""
    return Look(page.convert("L") if _is_grey(page) else page, _is_shaded(page))


def encode(image: Image.Image, *, is_shaded: bool) -> bytes:
    """WebP bytes: 16-level lossless grey for text, few colours lossless, pictures lossy."""
    if image.width <= THUMBNAIL_WIDTH:
        return _webp(image, quality=THUMBNAIL_QUALITY, method=1)
    if is_shaded:
        return _webp(image, quality=LOSSY_QUALITY, method=2)
    steps = GREY_STEPS if image.mode == "L" else COLOUR_STEPS
    return _webp(_levels(image, steps), lossless=True, quality=20, method=1)


def _webp(image: Image.Image, **options: bool | int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", **options)
    return buffer.getvalue()


def _is_grey(image: Image.Image) -> bool:
    """Whether no spot of the page, down to a few pixels, has a colour."""
    red, green, blue = image.reduce(2).split()
    differences = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(sum(each.histogram()[COLOUR_THRESHOLD:]) for each in differences)


def _is_shaded(image: Image.Image) -> bool:
    """Whether much of the page changes little by little, as photographs and gradients do.

    Type changes at once: a pixel equals its neighbour or differs from it by a lot.
    """
    small = image.convert("L").reduce(2)
    steps = ImageChops.difference(small, ImageChops.offset(small, 1, 0)).histogram()
    return sum(steps[1:12]) > SHADED_SHARE * small.width * small.height


def _levels(image: Image.Image, steps: int) -> Image.Image:
    """Keep only ``steps + 1`` levels of each channel, black and white among them."""
    table = [round(round(value * steps / 255) * 255 / steps) for value in range(256)]
    return image.point(table * len(image.getbands()))
