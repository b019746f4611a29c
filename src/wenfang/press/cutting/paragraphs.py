"""Long Word documents cut after the paragraphs of their first pages.

Word notes where its pages broke (``lastRenderedPageBreak``). Where it did not, as WPS does not,
the number of characters tells roughly. The last page of such a copy breaks off and is not shown.
"""

import copy
from collections.abc import Iterator

from lxml import etree

from wenfang.press.cutting import packages
from wenfang.press.family import CutCopy, Cutting
from wenfang.press.reading.xml import parse

# A cut is a second conversion: it pays only where it leaves out a good deal.
WORTH_CUTTING = 12
DOCUMENT = "word/document.xml"
PAGE_CHARACTERS = 1800
# One page more than wanted, and another one in case that ours are shorter.
SPARE_PAGES = 2


def cut(cutting: Cutting) -> CutCopy | None:
    """Leave the first paragraphs alone, in the last section that they belong to."""
    content = packages.read(cutting.clean, DOCUMENT) if cutting.format == "docx" else None
    if content is None:
        return None
    root = parse(content)
    body = root.find("{*}body")
    if body is None:
        return None
    blocks = list(body.iterchildren(etree.Element))
    hints = [_page_breaks(block) for block in blocks]
    has_hints = sum(hints) > 0
    weights = hints if has_hints else [_characters(block) / PAGE_CHARACTERS for block in blocks]
    pages = int(sum(weights)) + 1
    if pages < cutting.pages + WORTH_CUTTING:
        return None
    kept = _kept(weights, cutting.pages + SPARE_PAGES)
    _leave(body, blocks, kept)
    packages.copy(cutting.clean, cutting.target, {DOCUMENT: packages.serialised(root)}, None)
    return CutCopy(expected=pages if has_hints else None, is_ragged=True)


def _page_breaks(block: etree._Element) -> int:
    return sum(1 for _ in block.iter("{*}lastRenderedPageBreak"))


def _characters(block: etree._Element) -> int:
    return sum(len(text.text or "") for text in block.iter("{*}t"))


def _kept(weights: list[float] | list[int], pages: int) -> int:
    """How many blocks hold that many pages."""
    total = 0.0
    for number, weight in enumerate(weights, 1):
        total += weight
        if total >= pages:
            return number
    return len(weights)


def _leave(body: etree._Element, blocks: list[etree._Element], kept: int) -> None:
    """A section is described where it ends, so the first description left out ends the copy."""
    section = next(_sections(blocks[kept:]), None)
    for block in blocks[kept:]:
        body.remove(block)
    if section is not None:
        body.append(copy.deepcopy(section))


def _sections(blocks: list[etree._Element]) -> Iterator[etree._Element]:
    for block in blocks:
        yield from block.iter("{*}sectPr")
