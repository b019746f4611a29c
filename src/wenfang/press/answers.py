"""What a sandboxed worker says, read as bounded data and never believed unchecked."""

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wenfang.press.errors import REASONS, OurFaultError
from wenfang.press.family import KINDS_DROPPED, Findings
from wenfang.press.formats import family_of
from wenfang.press.model import WARNINGS

TITLE_LENGTH = 200
NAME_LENGTH = 128
NAMES_KEPT = 200
LARGEST_NUMBER = 1_000_000
POINTS_BOUND = 1_000_000.0
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
            if reason is OurFaultError:
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
