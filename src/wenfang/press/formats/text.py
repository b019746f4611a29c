"""Plain text and Markdown, typeset by us before the office makes their pages."""

from wenfang.press.family import Family, Findings, Glance, Inspection
from wenfang.press.model import Message

MARKDOWN_SUFFIXES = ("md", "markdown", "mdown")


def sniff(glance: Glance) -> str | None:
    """Anything that reads as text; nothing but the name tells Markdown from other text."""
    if not glance.is_text:
        return None
    return "md" if glance.suffix in MARKDOWN_SUFFIXES else "txt"


def inspect(inspection: Inspection) -> Findings:
    """Recognise the encoding and typeset the text."""
    if inspection.format == "md":
        from wenfang.press.typeset import markdown

        return markdown.typeset(inspection)
    from wenfang.press.typeset import plain

    return plain.typeset(inspection)


FAMILY = Family(
    label=Message("Text", "纯文本"),
    formats={"txt": "fodt", "md": "fodt"},
    export="writer_pdf_Export",
    sniff=sniff,
    inspect=inspect,
    rank=10,
)
