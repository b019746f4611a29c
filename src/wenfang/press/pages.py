"""Page images and texts as they come out of the sandbox: checked, named by us, moved out."""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wenfang.press.answers import distrust, names, number, point_sizes, text
from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError
from wenfang.press.folders import write_whole
from wenfang.press.model import Limits, Progress
from wenfang.press.reader import Reader
from wenfang.press.results import PageImage

TITLE_LENGTH = 200
LONGEST_SIDE = 16_383


@dataclass(slots=True)
class Pages:
    """Everything that the reader yields about the pages of one PDF."""

    room: Reader
    out: Path
    first: int
    last: int | None
    widths: list[int]
    limits: Limits
    progress: Progress
    images: list[PageImage] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    title: str = ""
    count: int = 0
    truncated: bool = False

    def draw(self, pdf: str, deadline: Deadline) -> None:
        """Have the wanted pages drawn; ``sizes`` are then those of the drawn pages."""
        untrusted = self.room.draw(
            pdf,
            first=self.first,
            last=self.last,
            widths=self.widths,
            deadline=deadline,
            on_item=self._hear_drawing,
        )
        with distrust():
            self.count = number(untrusted["pages"], 1, self.limits.pages)
            drawn = max(0, self._last - self.first + 1)
            self.sizes = point_sizes(untrusted["page_sizes"], drawn)

    def read(self, pdf: str, deadline: Deadline) -> None:
        """Have all pages read; ``sizes`` are then those of all pages."""
        untrusted = self.room.read(pdf, deadline=deadline, on_item=self._hear_reading)
        with distrust():
            self.count = number(untrusted["pages"], 1, self.limits.pages)
            self.sizes = point_sizes(untrusted["page_sizes"], self.count)
            self.title = text(untrusted["title"], TITLE_LENGTH)
            self.fonts = names(untrusted["fonts"])
            self.truncated = untrusted["truncated"] is True
            if len(self.texts) != self.count:
                raise ValueError("not one text per page")

    @property
    def _last(self) -> int:
        return self.count if self.last is None else min(self.last, self.count)

    def _hear_drawing(self, untrusted_item: dict[str, Any]) -> None:
        if "image" in untrusted_item:
            self._take_image(untrusted_item["image"])
        elif "begin" in untrusted_item:
            self.count = number(untrusted_item["begin"], 1, self.limits.pages)

    def _hear_reading(self, untrusted_item: dict[str, Any]) -> None:
        if "text" in untrusted_item and len(self.texts) < self.limits.pages:
            self.texts.append(text(untrusted_item["text"], self.limits.page_chars))

    def _take_image(self, untrusted_image: dict[str, Any]) -> None:
        page = number(untrusted_image["page"], self.first, self._last)
        asked = number(untrusted_image["asked"], min(self.widths), max(self.widths))
        content = self.room.read_out(f"{page}-{asked}.webp", self.limits.image_bytes)
        width, height = webp_size(content)
        name = f"p{page:04}-w{asked}.webp"
        write_whole(self.out / name, content)
        self.images.append(PageImage(page=page, file=name, width=width, height=height))
        if asked == self.widths[-1]:
            self.progress("rasterise", page - self.first + 1, self._last - self.first + 1)


def webp_size(untrusted_content: bytes) -> tuple[int, int]:
    """Width and height of a plain WebP still image; anything else is refused."""
    head = untrusted_content[:30]
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP" or len(head) < 30:
        raise OurFaultError("a worker's page is not WebP")
    if head[12:16] == b"VP8L" and head[20] == 0x2F:
        bits = struct.unpack("<I", head[21:25])[0]
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif head[12:16] == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", head[26:30]))
    else:
        raise OurFaultError("a worker's page is WebP of an unexpected kind")
    if not 0 < width <= LONGEST_SIDE or not 0 < height <= LONGEST_SIDE:
        raise OurFaultError("a worker's page has no size")
    return width, height
