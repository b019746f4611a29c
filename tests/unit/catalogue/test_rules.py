"""Decisions about listings that need no database."""

import pytest

from wenfang.catalogue.rules import can_price, needs_confirmation


@pytest.mark.parametrize(
    ("format", "pages", "recorded", "asked"),
    [
        ("docx", 17, 17, False),
        ("docx", 17, None, False),
        ("docx", 17, 1, False),
        ("docx", 8, 17, True),
        ("docx", 1, 3, False),
        ("pptx", 1, 40, False),
        ("xlsx", 1, 40, False),
    ],
)
def test_only_a_text_that_lost_half_its_pages_needs_a_look(
    format: str, pages: int, recorded: int | None, asked: bool
) -> None:
    assert needs_confirmation(format=format, pages=pages, recorded=recorded) is asked


@pytest.mark.parametrize(("amount", "fits"), [(0, True), (300, True), (-1, False), (10**9, False)])
def test_prices_have_bounds(amount: int, fits: bool) -> None:
    assert can_price(amount) is fits
