"""The numbers, tables and figures of the English paper, computed from its own model."""

from dataclasses import dataclass
from math import sqrt

from wenfang.cli.demo.typeset import ROMAN, Piece, encode

_DOUBT, _LEARNED = 0.4, 2.0
_INKS = ("0.12 0.30 0.55", "0.78 0.36 0.20", "0.25 0.50 0.35")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one length of preview leads to, at the price that earns most."""

    free: int
    price: float
    buyers: float
    regret: float

    @property
    def income(self) -> float:
        return self.price * self.buyers


def outcome(pages: int, free: int, caution: float = 0.5, spread: float = 1.5) -> Outcome:
    """The equations of the paper."""
    doubt = _DOUBT / sqrt(1 + free / _LEARNED)
    left = 1 - (free / pages) ** spread
    if left <= caution * doubt:
        return Outcome(free, 0, 0, 0)
    price = (left - caution * doubt) / 2
    buyers = 1 - (price + caution * doubt) / left
    low, high = caution * doubt / left, 1 - price / left
    sorry = 0.0
    if low < doubt:
        reach = min(doubt, high)
        sorry = ((doubt - low) ** 2 - (doubt - reach) ** 2) / (4 * doubt) / (high - low)
    return Outcome(free, price, buyers, sorry)


def best(pages: int, caution: float = 0.5, spread: float = 1.5) -> Outcome:
    """The preview that earns most."""
    choices = (outcome(pages, free, caution, spread) for free in range(pages))
    return max(choices, key=lambda choice: choice.income)


def table(name: str) -> list[list[str]]:
    """Rows of the paper's tables as text, the header first."""
    rows = [
        [
            "*n*" if name == "length" else "*r*",
            "free",
            "price",
            "buyers",
            "income",
            "gain",
            "regret",
        ]
    ]
    cases: list[tuple[int, float]] = (
        [(pages, 0.5) for pages in (5, 10, 20, 50, 100, 200)]
        if name == "length"
        else [(20, caution) for caution in (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)]
    )
    for pages, caution in cases:
        choice = best(pages, caution)
        gain = choice.income / outcome(pages, 0, caution).income - 1
        rows.append(
            [
                str(pages) if name == "length" else f"{caution:.2f}",
                str(choice.free),
                f"{choice.price:.3f}",
                f"{choice.buyers:.3f}",
                f"{choice.income:.3f}",
                f"{gain:.0%}",
                f"{choice.regret:.3f}",
            ]
        )
    return rows


def figure(name: str, left: float, bottom: float, width: float, height: float) -> list[str]:
    """PDF drawing operators for a figure in this box, points from the lower left."""
    draw = _draw_income if name == "income" else _draw_spread
    return draw(left + 26, bottom + 24, width - 32, height - 32)


def words_at(x: float, y: float, text: str, size: float, align: str = "left") -> str:
    """One short label."""
    width = Piece(text, ROMAN, size).width
    x -= {"left": 0.0, "center": width / 2, "right": width}[align]
    return f"BT /F1 {size:.1f} Tf {x:.2f} {y:.2f} Td <{encode(text).hex()}> Tj ET"


def _draw_income(left: float, bottom: float, width: float, height: float) -> list[str]:
    top_income, last = 0.24, 12
    marks = _axes(left, bottom, width, height)
    for step in range(5):
        y = bottom + height * step * 0.05 / top_income
        marks.append(f"0.85 G {left:.2f} {y:.2f} m {left + width:.2f} {y:.2f} l S 0 G")
        marks.append(words_at(left - 4, y - 2.5, f"{step * 0.05:.2f}", 7.5, "right"))
    for free in range(0, last + 1, 2):
        marks.append(words_at(left + width * free / last, bottom - 10, str(free), 7.5, "center"))
    for caution, ink in zip((0.25, 0.5, 1.0), _INKS, strict=True):
        curve = [outcome(20, free, caution) for free in range(last + 1)]
        points = [
            (left + width * c.free / last, bottom + height * c.income / top_income) for c in curve
        ]
        path = " ".join(
            f"{x:.2f} {y:.2f} {'l' if place else 'm'}" for place, (x, y) in enumerate(points)
        )
        marks.append(f"{ink} RG 1.3 w {path} S 0 G 0.5 w")
        x, y = points[best(20, caution).free]
        marks.append(f"{ink} rg {x - 2.2:.2f} {y - 2.2:.2f} 4.4 4.4 re f 0 g")
        label = "r = 0.25" if caution == 0.25 else f"r = {caution:.1f}"
        x, y = points[last - 2]
        marks.append(f"{ink} rg " + words_at(x + 2, y + 5, label, 8) + " 0 g")
    marks.append(words_at(left + width / 2, bottom - 21, "free pages k", 8, "center"))
    return marks


def _draw_spread(left: float, bottom: float, width: float, height: float) -> list[str]:
    marks = _axes(left, bottom, width, height)
    spreads = (0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)
    step = width / len(spreads)
    for place, spread in enumerate(spreads):
        free = best(20, spread=spread).free
        x = left + step * (place + 0.5)
        bar = height * free / 9
        marks.append(f"{_INKS[0]} rg {x - step * 0.3:.2f} {bottom:.2f} {step * 0.6:.2f}")
        marks[-1] += f" {bar:.2f} re f 0 g"
        marks.append(words_at(x, bottom + bar + 3, str(free), 8, "center"))
        marks.append(words_at(x, bottom - 10, f"{spread:g}", 7.5, "center"))
    marks.append(words_at(left + width / 2, bottom - 21, "spread of value g", 8, "center"))
    return marks


def _axes(left: float, bottom: float, width: float, height: float) -> list[str]:
    top, right = bottom + height, left + width
    return [
        f"0.5 w 0 G {left:.2f} {top:.2f} m {left:.2f} {bottom:.2f} l {right:.2f} {bottom:.2f} l S"
    ]
