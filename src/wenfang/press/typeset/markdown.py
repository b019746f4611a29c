"""Markdown: its blocks become styled paragraphs, lists and tables of a flat text document."""

import itertools
import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wenfang.press.family import Findings, Inspection
from wenfang.press.reading.names import sensible_title
from wenfang.press.typeset.document import FAMILIES, clean, flat_text, spaced
from wenfang.press.typeset.markdown_styles import AUTOMATIC, STYLES
from wenfang.press.typeset.plain import read

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_IMAGE_NAME = "〔图：{}〕"

_OPENING = {
    "bullet_list_open": '<text:list text:style-name="bullets">',
    "ordered_list_open": '<text:list text:style-name="numbers">',
    "list_item_open": "<text:list-item>",
    "thead_open": "<table:table-header-rows>",
    "tr_open": "<table:table-row>",
    "th_open": '<table:table-cell table:style-name="cell"><text:p text:style-name="th">',
    "td_open": '<table:table-cell table:style-name="cell"><text:p text:style-name="td">',
    "hr": '<text:p text:style-name="rule"/>',
}
_TABLE = (
    '<table:table table:style-name="grid">'
    '<table:table-column table:number-columns-repeated="{columns}"/>'
)
_CLOSING = {
    "bullet_list_close": "</text:list>",
    "ordered_list_close": "</text:list>",
    "list_item_close": "</text:list-item>",
    "table_close": '</table:table><text:p text:style-name="gap"/>',
    "thead_close": "</table:table-header-rows>",
    "tr_close": "</table:table-row>",
    "th_close": "</text:p></table:table-cell>",
    "td_close": "</text:p></table:table-cell>",
    "paragraph_close": "</text:p>",
    "heading_close": "</text:h>",
}
_SPANS = {"strong_open": "strong", "em_open": "em", "s_open": "strike"}


def typeset(inspection: Inspection) -> Findings:
    """Make a flat text document of the file."""
    text, warnings = read(inspection)
    front = _FRONT_MATTER.match(text)
    named = _FRONT_TITLE.search(front[1]) if front else None
    tokens = _parser().parse(text[front.end() :] if front else text)
    target = inspection.clean("fodt")
    target.write_text(flat_text(_Blocks().render(tokens), STYLES, AUTOMATIC), "utf-8")
    return Findings(
        format="md",
        clean=target.name,
        fonts=FAMILIES,
        title=sensible_title(named[1] if named else _first_heading(tokens)),
        warnings=warnings,
    )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _first_heading(tokens: Sequence[Token]) -> str:
    for heading, content in itertools.pairwise(tokens):
        if heading.type == "heading_open" and heading.tag in ("h1", "h2"):
            return "".join(
                child.content for child in content.children or [] if child.type != "image"
            )
    return ""


class _Blocks:
    """Renders block tokens in order, knowing only how deep in quotes and lists they are."""

    def __init__(self) -> None:
        self._columns: dict[int, int] = {}
        self._quotes = 0
        self._lists = 0

    def render(self, tokens: Sequence[Token]) -> str:
        """The body of the document."""
        self._columns = _columns(tokens)
        return "".join(self._block(token) for token in tokens)

    def _block(self, token: Token) -> str:
        self._quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type.endswith(("_list_open", "_list_close")):
            self._lists += token.nesting
        special: dict[str, Callable[[Token], str]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "inline": lambda inline: render_inline(inline.children or []),
            "fence": self._code,
            "code_block": self._code,
            "html_block": self._html,
        }
        if token.type in special:
            return special[token.type](token)
        if token.type == "table_open":
            return _TABLE.format(columns=self._columns[id(token)])
        return _OPENING.get(token.type) or _CLOSING.get(token.type) or ""

    def _paragraph(self, token: Token) -> str:
        style = "item" if self._lists else "quote" if self._quotes else "body"
        return f'<text:p text:style-name="{style}">'

    def _heading(self, token: Token) -> str:
        level = token.tag[1:]
        return f'<text:h text:style-name="h{level}" text:outline-level="{level}">'

    def _code(self, token: Token) -> str:
        lines = token.content.rstrip("\n").split("\n")
        return "".join(f'<text:p text:style-name="code">{spaced(line)}</text:p>' for line in lines)

    def _html(self, token: Token) -> str:
        """Words between tags are shown, the tags are not."""
        text = " ".join(re.sub(r"<!--.*?-->|<[^>]*>", " ", token.content, flags=re.S).split())
        return f'<text:p text:style-name="body">{clean(text)}</text:p>' if text else ""


def _columns(tokens: Sequence[Token]) -> dict[int, int]:
    """How many columns each table has, by the identity of its opening token."""
    counts: dict[int, int] = {}
    table = 0
    for token in tokens:
        if token.type == "table_open":
            table = id(token)
            counts[table] = 0
        elif token.type == "th_open":
            counts[table] += 1
    return counts


def render_inline(children: Sequence[Token]) -> str:
    """The text of one block, with its spans; opened spans are always closed."""
    parts: list[str] = []
    for index, child in enumerate(children):
        if child.type == "text":
            parts.append(clean(child.content))
        elif child.type == "softbreak":
            parts.append(_soft_break(children, index))
        else:
            parts.append(_inline(child))
    return "".join(parts)


def _inline(child: Token) -> str:
    if child.type in _SPANS:
        return f'<text:span text:style-name="{_SPANS[child.type]}">'
    if child.type in ("strong_close", "em_close", "s_close"):
        return "</text:span>"
    if child.type == "code_inline":
        return f'<text:span text:style-name="codeword">{spaced(child.content)}</text:span>'
    if child.type == "image":
        return clean(_IMAGE_NAME.format(child.content)) if child.content else ""
    is_break = child.type == "hardbreak" or re.match(r"<br\s*/?>", child.content, re.I)
    return "<text:line-break/>" if is_break else ""


def _soft_break(children: Sequence[Token], index: int) -> str:
    """A line end inside a paragraph is a space between Latin words and nothing in Chinese."""
    before = children[index - 1].content[-1:] if index else ""
    after = children[index + 1].content[:1] if index + 1 < len(children) else ""
    return "" if ord(before or " ") > 0x2E80 or ord(after or " ") > 0x2E80 else " "
