"""What comes out of the sandbox about pages: checked, named by us, images moved out."""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wenfang.press.answers import (
    RUNS_IN_ALL,
    checked_outline,
    checked_tally,
    distrust,
    names,
    number,
    point_sizes,
    text,
    text_runs,
)
from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError
from wenfang.press.folders import write_whole
from wenfang.press.judging import Tally
from wenfang.press.model import Limits, Progress
from wenfang.press.reader import Reader
from wenfang.press.results import Heading, PageImage, TextRun

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
    runs: dict[int, list[TextRun]] = field(default_factory=dict)
    sizes: list[tuple[float, float]] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    outline: list[Heading] = field(default_factory=list)
    title: str = ""
    count: int = 0
    truncated: bool = False
    tally: Tally = field(default_factory=Tally)
    runs_left: int = RUNS_IN_ALL

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

    def read(self, pdf: str, deadline: Deadline, *, headings: str) -> None:
        """Have all pages read, drawn ones with their layer; ``sizes`` are then of all pages.

        ``headings`` says where the outline is found: ``slides``, ``numbers`` or ``bookmarks``.
        """
        untrusted = self.room.read(
            pdf,
            first=self.first,
            last=self.last,
            headings=headings,
            deadline=deadline,
            on_item=self._hear_reading,
        )
        with distrust():
            self.count = number(untrusted["pages"], 1, self.limits.pages)
            self.sizes = point_sizes(untrusted["page_sizes"], self.count)
            self.title = text(untrusted["title"], TITLE_LENGTH)
            self.fonts = names(untrusted["fonts"])
            self.tally = checked_tally(untrusted["tally"])
            self.outline = checked_outline(untrusted["outline"], self.count)
            self.truncated = untrusted["truncated"] is True
            if len(self.texts) != self.count:
                raise ValueError("not one text per page")

    def read_layer(self, pdf: str, deadline: Deadline) -> None:
        """Have nothing but the text layer of the drawn pages read."""
        self.room.layer(
            pdf, first=self.first, last=self._last, deadline=deadline, on_item=self._hear_reading
        )

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
        elif "runs" in untrusted_item:
            page = number(untrusted_item["page"], self.first, self._last)
            self._take_runs(page, untrusted_item["runs"])

    def _take_runs(self, page: int, untrusted_rows: Any) -> None:
        runs = text_runs(untrusted_rows, self.limits.page_chars)[: self.runs_left]
        self.runs_left -= len(runs)
        self.runs[page] = runs

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
