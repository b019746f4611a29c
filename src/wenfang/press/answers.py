"""What a sandboxed worker says, read as bounded data and never believed unchecked."""

import contextlib
import dataclasses
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wenfang.press.errors import REASONS, OurFaultError
from wenfang.press.family import KINDS_DROPPED, Findings
from wenfang.press.formats import family_of
from wenfang.press.judging import Tally
from wenfang.press.model import WARNINGS
from wenfang.press.outline import DEEPEST, MOST_HEADINGS, clean_title
from wenfang.press.results import Heading, TextRun
from wenfang.press.survey import Survey

TITLE_LENGTH = 200
NAME_LENGTH = 128
NAMES_KEPT = 200
LARGEST_NUMBER = 1_000_000
MOST_CHARACTERS = 10**12
POINTS_BOUND = 1_000_000.0
RUNS_PER_PAGE = 4_000
RUNS_IN_ALL = 200_000
_CLEAN_NAME = re.compile(r"^(?:clean|first)\.[a-z]{1,8}$")


@contextlib.contextmanager
def distrust() -> Iterator[None]:
    """Turn any oddity in a worker's answer into our own error."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OurFaultError(f"a worker's answer makes no sense: {error!r}") from error


@dataclass(slots=True)
class Conversation:
    """Collects what one worker says; ``on_item`` gets everything before the verdict."""

    on_item: Callable[[dict[str, Any]], None] = lambda untrusted_item: None
    untrusted_result: dict[str, Any] | None = None
    untrusted_error: str = ""
    untrusted_reason: str = ""

    def hear(self, untrusted_line: bytes) -> bool:
        """Take one line of output; True when it was the verdict."""
        with distrust():
            untrusted_item = json.loads(untrusted_line)
            if "result" in untrusted_item:
                self.untrusted_result = dict(untrusted_item["result"])
            elif "error" in untrusted_item:
                self.untrusted_error = str(untrusted_item["error"])
                self.untrusted_reason = str(untrusted_item.get("reason", ""))[:500]
            else:
                self.on_item(untrusted_item)
                return False
        return True

    def verdict(self) -> dict[str, Any]:
        """The result; raises the error that the worker named, or our own if it died silently."""
        if self.untrusted_error:
            reason = REASONS.get(self.untrusted_error, OurFaultError)
            if issubclass(reason, OurFaultError):
                raise OurFaultError(self.untrusted_reason)
            raise reason from ValueError(self.untrusted_reason)
        if self.untrusted_result is None:
            raise OurFaultError("a worker ended without a verdict")
        return self.untrusted_result


def number(untrusted_value: Any, low: int, high: int) -> int:
    """An integer within its bounds."""
    if type(untrusted_value) is not int or not low <= untrusted_value <= high:
        raise ValueError(f"not a number in {low}..{high}")
    return untrusted_value


def text(untrusted_value: Any, length: int) -> str:
    """A string of bounded length that can be stored as UTF-8."""
    if not isinstance(untrusted_value, str):
        raise TypeError("not a text")
    return untrusted_value[:length].encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def clean_name(untrusted_value: Any) -> str:
    """The name of a sanitised copy: always ``clean`` or ``first`` with a short suffix."""
    name = text(untrusted_value, 32)
    if not _CLEAN_NAME.match(name):
        raise ValueError("an unknown name")
    return name


def names(untrusted_values: Any) -> list[str]:
    """A bounded list of short strings."""
    return [text(value, NAME_LENGTH) for value in list(untrusted_values)[:NAMES_KEPT]]


def known_warnings(untrusted_values: Any) -> list[str]:
    """Those of the warnings that we have words for."""
    return [value for value in names(untrusted_values) if value in WARNINGS]


def point_sizes(untrusted_values: Any, pages: int) -> list[tuple[float, float]]:
    """One width and height in points per page."""
    sizes = [(_points(width), _points(height)) for width, height in untrusted_values]
    if len(sizes) != pages:
        raise ValueError("not one size per page")
    return sizes


def _points(untrusted_value: Any) -> float:
    value = float(untrusted_value)
    if not 0 < value <= POINTS_BOUND:
        raise ValueError("not a size")
    return value


def _survey(untrusted: dict[str, Any]) -> Survey:
    characters = untrusted["characters"]
    return Survey(
        characters=None if characters is None else number(characters, 0, MOST_CHARACTERS),
        effects=number(untrusted["effects"], 0, LARGEST_NUMBER),
        media=number(untrusted["media"], 0, LARGEST_NUMBER),
        program=text(untrusted["program"], NAME_LENGTH),
    )


def checked_tally(untrusted: dict[str, Any]) -> Tally:
    """What a worker counted on the pages."""
    names_of_counts = (field.name for field in dataclasses.fields(Tally))
    return Tally(**{name: number(untrusted[name], 0, MOST_CHARACTERS) for name in names_of_counts})


def checked_outline(untrusted_headings: Any, pages: int) -> list[Heading]:
    """An outline of bounded length that only leads to pages that there are."""
    found = [
        Heading(number(level, 1, DEEPEST), clean_title(text(title, TITLE_LENGTH)), page)
        for level, title, page in list(untrusted_headings)[:MOST_HEADINGS]
        if number(page, 1, pages)
    ]
    return [heading for heading in found if heading.title]


def text_runs(untrusted_rows: Any, page_chars: int) -> list[TextRun]:
    """The text layer of one page, no longer than its text may be."""
    if len(untrusted_rows) > RUNS_PER_PAGE:
        raise ValueError("too many runs on a page")
    runs = []
    for x, y, width, height, untrusted_text in untrusted_rows:
        words = text(untrusted_text, page_chars)
        page_chars -= len(words)
        if words:
            runs.append(TextRun(_edge(x), _edge(y), _points(width), _points(height), words))
    return runs


def _edge(untrusted_value: Any) -> float:
    value = float(untrusted_value)
    if not 0 <= value <= POINTS_BOUND:
        raise ValueError("not on the page")
    return value


def findings(untrusted_result: dict[str, Any]) -> Findings:
    """What an inspection found, every value within its bounds."""
    with distrust():
        format_id = text(untrusted_result["format"], 16)
        clean = clean_name(untrusted_result["clean"])
        if family_of(format_id) is None:
            raise ValueError("an unknown format")
        untrusted_pages = untrusted_result["recorded_pages"]
        return Findings(
            format=format_id,
            clean=clean,
            fonts=names(untrusted_result["fonts"]),
            recorded_pages=(
                None if untrusted_pages is None else number(untrusted_pages, 0, LARGEST_NUMBER)
            ),
            survey=_survey(untrusted_result["survey"]),
            title=text(untrusted_result["title"], TITLE_LENGTH),
            warnings=known_warnings(untrusted_result["warnings"]),
            locked=untrusted_result["locked"] is True,
            squeezes=untrusted_result["squeezes"] is True,
            dropped={
                kind: number(untrusted_result["dropped"][kind], 0, LARGEST_NUMBER)
                for kind in KINDS_DROPPED
                if kind in untrusted_result["dropped"]
            },
        )
