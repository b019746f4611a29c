"""What goes into the press and what is said about it in words: limits, problems, warnings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

MIB = 1024 * 1024

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how many of its units are done, and how many there are.

The steps are ``sanitise``, ``first_pages``, ``convert`` and ``text``, each from 0 to 1 of 1, and
``rasterise``, once for every page whose images have just come to lie in the out folder.
"""

THUMBNAIL_WIDTH, PHONE_WIDTH, DESKTOP_WIDTH = WIDTHS = (180, 720, 1440)


def silent(step: str, done: int, total: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may cost; everything over a limit is refused with its own reason.

    ``memory_bytes`` is the address space of each sandboxed program; the office maps about half a
    gigabyte before it opens anything.
    """

    time_seconds: float = 120
    memory_bytes: int = 1536 * MIB
    input_bytes: int = 200 * MIB
    pages: int = 5000
    pdf_bytes: int = 512 * MIB
    image_bytes: int = 16 * MIB
    page_pixels: int = 32_000_000
    page_chars: int = 100_000
    archive_entries: int = 20_000
    archive_bytes: int = 1024 * MIB
    archive_ratio: int = 150
    archive_depth: int = 3


class Message(NamedTuple):
    """One sentence for people, in both languages."""

    en: str
    zh: str


class Problem(NamedTuple):
    """Something that this machine lacks, and what to do about it."""

    code: str
    en: str
    zh: str


WARNINGS: dict[str, Message] = {
    "linked_content_removed": Message(
        "Pictures or templates that the file only links to are not in it, and buyers will not "
        "see them either. Insert them into the document to keep them.",
        "文件中有只以链接方式引用的图片或模板，它们并不在文件里，买家也看不到。"
        "如需保留，请把它们插入文档。",
    ),
    "macros_removed": Message(
        "The document contains macros. They never run here and do not show in the preview.",
        "文档含有宏。宏在本站不会运行，也不影响预览页面。",
    ),
    "active_content_removed": Message(
        "Controls embedded in the document (ActiveX) are not shown in the preview.",
        "文档中嵌入的控件（ActiveX）不会显示在预览中。",
    ),
    "embedded_objects_removed": Message(
        "Files or objects are embedded in the document. The preview shows their pictures where "
        "there are any, and not what is inside them.",
        "文档中嵌入了其他文件或对象。预览只显示它们的图片（如果有），不显示其中的内容。",
    ),
    "encoding_guessed": Message(
        "The file does not say which encoding it uses; it was recognised from its characters.",
        "文件没有注明文字编码，编码是根据内容识别的，请核对预览是否有乱码。",
    ),
    "text_truncated": Message(
        "Some pages hold more text than can be searched; their images are complete.",
        "部分页面的文字过多，超出部分无法搜索；页面图片是完整的。",
    ),
    "repaired": Message(
        "The file has small defects that were repaired for the preview.",
        "文件有少量缺陷，预览时已修复。",
    ),
    "rows_truncated": Message(
        "The table is very large; the preview shows its first rows and columns only.",
        "表格很大，预览只显示前面的行和列。",
    ),
}
