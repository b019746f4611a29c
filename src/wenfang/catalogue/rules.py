"""Pure decisions about listings: prices, review, when a preview is doubtful."""

HIGHEST_PRICE = 100_000_00
WORD_FORMATS = {"doc", "docx", "odt"}
MISSING_PAGES_TO_ASK = 3


def can_price(amount: int) -> bool:
    """Whether ``amount``, in minor units, may be a price."""
    return 0 <= amount <= HIGHEST_PRICE


def needs_confirmation(*, format: str, pages: int, recorded: int | None) -> bool:
    """Whether so much seems to be lost that the author should look before buyers do.

    Only text documents that come out at less than half of their recorded pages: programs that
    write files from templates leave too small a number in them all the time, never too large.
    """
    if format not in WORD_FORMATS or not recorded:
        return False
    return pages * 2 < recorded and recorded - pages >= MISSING_PAGES_TO_ASK


def needs_review(*, review_is_on: bool, publisher_decides: bool) -> bool:
    """Whether a moderator looks before the public does; who decides about others needs nobody."""
    return review_is_on and not publisher_decides
