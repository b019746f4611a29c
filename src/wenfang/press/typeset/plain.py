"""Plain text: one paragraph per line, in a book face or, where columns matter, a fixed one."""

import re

from wenfang.press.errors import EmptyFileError, TooLargeError
from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.charset import decode
from wenfang.press.reading.names import sensible_title
from wenfang.press.typeset.document import FAMILIES, face, flat_text, paragraph_style, sized, spaced

CHARS_PER_PAGE = 2000
TITLE_LENGTH = 40
_ALIGNED = re.compile(r"\S {3,}\S|\t|[─-╿]")
_ALIGNED_SHARE = 0.3
_SENTENCE_ENDS = "。，；：、！？…,;:!?."

_STYLES = {
    False: paragraph_style(
        "Standard", 'fo:line-height="165%"', f"{face('serif')} {sized(11)}", parent=""
    ),
    True: paragraph_style(
        "Standard", 'fo:line-height="130%"', f"{face('mono')} {sized(9)}", parent=""
    ),
}
_PAGE_BREAK = '<style:style style:name="fresh" style:family="paragraph" \
style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/>\
</style:style>'


def read(inspection: Inspection) -> tuple[str, list[str]]:
    """The text of the file and what to warn of; refuses what has no text or far too much."""
    text, guessed = decode(inspection.source.read_bytes())
    if not text.strip("\0\ufeff \t\r\n\f\x1a\u3000"):
        raise EmptyFileError
    if len(text) > CHARS_PER_PAGE * inspection.limits.pages:
        raise TooLargeError
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a\n")
    return text, ["encoding_guessed"] if guessed else []


def typeset(inspection: Inspection) -> Findings:
    """Make a flat text document of the file."""
    text, warnings = read(inspection)
    lines = text.split("\n")
    target = inspection.clean("fodt")
    aligned = sum(1 for line in lines if _ALIGNED.search(line))
    is_aligned = aligned > _ALIGNED_SHARE * sum(1 for line in lines if line.strip())
    body = "".join(_paragraphs(line) for line in lines)
    target.write_text(flat_text(body, _STYLES[is_aligned], _PAGE_BREAK), "utf-8")
    return Findings(
        format="txt", clean=target.name, fonts=FAMILIES, title=_title(lines), warnings=warnings
    )


def _paragraphs(line: str) -> str:
    first, *others = line.split("\f")
    return f"<text:p>{spaced(first)}</text:p>" + "".join(
        f'<text:p text:style-name="fresh">{spaced(part)}</text:p>' for part in others
    )


def _title(lines: list[str]) -> str:
    """The first line, when it is short and no sentence."""
    first = next((line.strip() for line in lines if line.strip()), "")
    if not first or len(first) > TITLE_LENGTH or first[-1] in _SENTENCE_ENDS:
        return ""
    return sensible_title(first.strip("=-*#《》 　"))
