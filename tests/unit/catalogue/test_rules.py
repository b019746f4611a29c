"""Decisions about listings that need no database."""

import pytest

from wenfang.catalogue.rules import can_price, unconfirmed


@pytest.mark.parametrize(
    ("doubts", "confirmed", "left"),
    [
        ([], [], []),
        (["text_lost", "boxes"], [], ["text_lost", "boxes"]),
        (["text_lost", "boxes"], ["boxes"], ["text_lost"]),
        (["boxes"], ["text_lost", "boxes"], []),
    ],
)
def test_only_what_the_author_has_not_looked_at_is_asked(
    doubts: list[str], confirmed: list[str], left: list[str]
) -> None:
    assert unconfirmed(doubts, confirmed) == left


@pytest.mark.parametrize(("amount", "fits"), [(0, True), (300, True), (-1, False), (10**9, False)])
def test_prices_have_bounds(amount: int, fits: bool) -> None:
    assert can_price(amount) is fits
