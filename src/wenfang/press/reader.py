"""The sandboxed worker that inspects, cuts, draws and reads one document."""

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from wenfang.press.answers import clean_name, distrust, findings, number
from wenfang.press.deadline import Deadline
from wenfang.press.family import CutCopy, Findings
from wenfang.press.model import Limits
from wenfang.press.room import Room, unheard
from wenfang.press.sandbox import INBOX, INSIDE, python_program

MOST_EXPECTED = 1_000_000


class Reader(Room):
    """What may be asked of the worker; it has to be handed every file that a request names."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(python_program("wenfang.press.worker"), limits=limits)

    def inspect(self, name: str, format_id: str, deadline: Deadline) -> Findings:
        """Bound a file and let the worker make the copy that is safe to convert."""
        return findings(self._request("inspect", name, deadline, format=format_id))

    def cut(self, name: str, format_id: str, pages: int, deadline: Deadline) -> CutCopy | None:
        """Let the worker write ``first`` with the suffix of ``name``, the first pages alone."""
        untrusted = self._request("cut", name, deadline, format=format_id, pages=pages)
        with distrust():
            if clean_name(untrusted["name"]) != f"first{Path(name).suffix}":
                return None
            expected = untrusted["expected"]
            return CutCopy(
                expected=None if expected is None else number(expected, 0, MOST_EXPECTED),
                is_ragged=untrusted["is_ragged"] is True,
            )

    def draw(
        self,
        name: str,
        *,
        first: int,
        last: int | None,
        widths: Sequence[int],
        deadline: Deadline,
        on_item: Callable[[dict[str, Any]], None],
    ) -> dict[str, Any]:
        """Let the worker draw pages of a PDF."""
        asked = {"first": first, "last": last, "widths": list(widths)}
        return self._request("draw", name, deadline, on_item, **asked)

    def read(
        self,
        name: str,
        *,
        first: int,
        last: int | None,
        headings: str,
        deadline: Deadline,
        on_item: Callable[[dict[str, Any]], None],
    ) -> dict[str, Any]:
        """Let the worker read a PDF; pages ``first`` to ``last`` with a text layer."""
        asked = {"runs_first": first, "runs_last": last, "headings": headings}
        return self._request("read", name, deadline, on_item, **asked)

    def layer(
        self,
        name: str,
        *,
        first: int,
        last: int,
        deadline: Deadline,
        on_item: Callable[[dict[str, Any]], None],
    ) -> dict[str, Any]:
        """Let the worker read nothing but the text layer of a few pages of a PDF."""
        return self._request("layer", name, deadline, on_item, first=first, last=last)

    def _request(
        self,
        do: str,
        name: str,
        deadline: Deadline,
        on_item: Callable[[dict[str, Any]], None] = unheard,
        **more: Any,
    ) -> dict[str, Any]:
        request = {
            "do": do,
            "file": str(INBOX / name),
            "folder": str(INSIDE),
            "limits": dataclasses.asdict(self.limits),
            **more,
        }
        return self.ask(request, deadline, on_item)
