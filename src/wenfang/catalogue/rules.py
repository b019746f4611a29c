"""Pure decisions about listings: prices, review, when a preview is doubtful."""

from collections.abc import Container, Iterable

HIGHEST_PRICE = 100_000_00


def can_price(amount: int) -> bool:
    """Whether ``amount``, in minor units, may be a price."""
    return 0 <= amount <= HIGHEST_PRICE


def unconfirmed(doubts: Iterable[str], confirmed: Container[str]) -> list[str]:
    """The doubts about a preview that its author has not looked at; with any it is not sold."""
    return [doubt for doubt in doubts if doubt not in confirmed]


def needs_review(*, review_is_on: bool, publisher_decides: bool) -> bool:
    """Whether a moderator looks before the public does; who decides about others needs nobody."""
    return review_is_on and not publisher_decides
