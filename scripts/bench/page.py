"""Writing measured sections into a page of the documentation, and only between their markers."""

import math
import re
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

BEGIN = "<!-- bench:begin {name} -->"
END = "<!-- bench:end {name} -->"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def share_of(values: Sequence[float], part: float) -> float:
    """The value below which a part of them lie, between two neighbours if need be."""
    if len(values) < 2:
        return values[0] if values else float("nan")
    return statistics.quantiles(values, n=100, method="inclusive")[round(part * 100) - 1]


def seconds(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else f"{value:.2f} s"


def median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")


def times(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}×"


def mebibytes(count: float) -> str:
    return f"{count / 2**20:.0f} MiB"


def replaced(text: str, name: str, section: str) -> str:
    """The page with this section's content exchanged; ValueError where it has no such markers."""
    begin, end = BEGIN.format(name=name), END.format(name=name)
    whole = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    # Newlines alone: a section may begin with an indented line.
    content = section.strip("\n")
    new, count = whole.subn(lambda _: f"{begin}\n{content}\n{end}", text)
    if count != 1:
        raise ValueError(f"the page has {count} sections named {name}")
    return new


def write(page: Path, sections: dict[str, str]) -> None:
    """Put all sections into the page, or none."""
    text = page.read_text("utf-8")
    for name, section in sections.items():
        text = replaced(text, name, section)
    page.write_text(text, "utf-8")
