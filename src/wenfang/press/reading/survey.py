"""Counting in Office Open XML and OpenDocument what pages should show, and what they cannot."""

import html
import re
from collections.abc import Iterator

from wenfang.press.survey import Survey

PROGRAM_LENGTH = 100

_PROGRAM = re.compile(r"<(?:[\w.-]+:)?(?:Application|generator)>([^<]{1,100})<")
_TEXTS = re.compile(r"^(word/(document\d*|footnotes|endnotes)|ppt/slides/slide\d+)\.xml$")
_SLIDE = re.compile(r"^ppt/slides/slide\d+\.xml$")
# No expression goes past the next "<", so that markup that never closes is read once.
# Runs of text, what hides them, and what says the same a second time for other programs. The
# prefixes are those that all programs write; any other would make large decks slow to read.
_OOXML = re.compile(r"<(/?)(?:[wa]:(t|r|vanish|moveFrom)|mc:(Fallback))(?=[\s/>])([^<>]*)>([^<]*)")
_EFFECT, _PLAYED = b' presetClass="', b' presetClass="mediacall"'
_TRANSITION = re.compile(r"<p:transition[\s/>]")
_MEDIA = re.compile(r"<a:(?:videoFile|audioFile|wavAudioFile|quickTimeFile|audioCd)[\s/>]")
_OFF = re.compile(r"\bval=[\"'](?:0|false|off)[\"']")

_ODF = re.compile(r"<(/?)([\w.-]+:[\w.-]+)((?:\s[^<>]*?)?)(/?)>([^<]*)")
# Elements of OpenDocument whose text is on no page.
_UNSEEN = {
    "office:annotation",
    "office:forms",
    "presentation:notes",
    "svg:desc",
    "svg:title",
    "text:hidden-text",
    "text:tracked-changes",
}
_PARAGRAPHS = {"text:p", "text:h"}
_ANIMATED = re.compile(r"\spresentation:preset-class=")
_PLUGIN = re.compile(r"<draw:plugin[\s/>]")
_CHANGING = re.compile(
    r"<style:style ([^<>]*)>\s*<style:drawing-page-properties[^<>]*"
    r" (?:smil:type|presentation:transition-style)="
)
_PAGE = re.compile(r"<draw:page ([^<>]*)")
_NAME = re.compile(r" ?(?:style:name|draw:style-name)=\"([^\"]+)\"")


def survey_ooxml(survey: Survey, name: str, content: bytes) -> None:
    """Take in one part, by its name in lower case; parts without text tell nothing."""
    if name == "docprops/app.xml":
        survey.program = _program(content)
    elif _TEXTS.match(name):
        # What moves on a slide is long, has no text, and need not be decoded to be counted.
        head, _, timing = content.partition(b"<p:timing")
        shown = _decoded(head)
        survey.characters = (survey.characters or 0) + sum(map(_visible, _ooxml_texts(shown)))
        if _SLIDE.match(name):
            survey.effects += timing.count(_EFFECT) - timing.count(_PLAYED)
            survey.effects += bool(_TRANSITION.search(shown))
            survey.media += len(_MEDIA.findall(shown))


def survey_odf(survey: Survey, name: str, content: bytes) -> None:
    """Take in one part of an OpenDocument package."""
    if name == "meta.xml":
        survey.program = _program(content)
    elif name == "content.xml":
        part = _decoded(content)
        survey.characters = sum(map(_visible, _odf_texts(part)))
        changing = {name for tag in _CHANGING.findall(part) for name in _NAME.findall(tag)}
        turned = sum(name in changing for tag in _PAGE.findall(part) for name in _NAME.findall(tag))
        survey.effects = len(_ANIMATED.findall(part)) + turned
        survey.media = len(_PLUGIN.findall(part))


def _program(content: bytes) -> str:
    found = _PROGRAM.search(_decoded(content))
    return html.unescape(found[1]).strip()[:PROGRAM_LENGTH] if found else ""


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return content.decode(encoding, "replace")


def _visible(text: str) -> int:
    """How many characters of a piece of XML are no blanks."""
    plain = html.unescape(text) if "&" in text else text
    return sum(map(len, plain.split()))


def _ooxml_texts(part: str) -> Iterator[str]:
    """The text that is shown: not moved away, not hidden, and not told twice."""
    elsewhere = 0
    hidden = False
    for found in _OOXML.finditer(part):
        closes, element, fallback, attributes, text = found.groups()
        if fallback or element == "moveFrom":
            if not attributes.endswith("/"):
                elsewhere += -1 if closes else 1
        elif element == "r":
            hidden = False
        elif element == "vanish":
            hidden = not _OFF.search(attributes)
        elif not closes and not hidden and elsewhere <= 0:
            yield text


def _odf_texts(part: str) -> Iterator[str]:
    unseen = paragraphs = 0
    for found in _ODF.finditer(part):
        closes, element, _, empty, text = found.groups()
        step = 0 if empty else -1 if closes else 1
        if element in _UNSEEN:
            unseen += step
        elif element in _PARAGRAPHS:
            paragraphs += step
        if unseen <= 0 and paragraphs > 0:
            yield text
