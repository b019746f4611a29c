"""What an order may become, what a captured payment leads to, and when to ask again."""

from datetime import timedelta
from enum import StrEnum

from wenfang.sales.gateway import Answer, Standing

ORDER_LIFETIME = timedelta(minutes=30)
MOST_ATTEMPTS = 40
# So many free documents are mailed to one guest's address within this time.
MOST_LETTERS, LETTERS_WITHIN = 10, timedelta(hours=1)

# Every change of state that there is. Money that comes late revives an order or goes back.
TRANSITIONS: dict[str, frozenset[str]] = {
    "pending": frozenset({"paid", "cancelled", "expired", "refunded"}),
    "paid": frozenset({"refunded"}),
    "cancelled": frozenset({"paid", "refunded"}),
    "expired": frozenset({"paid", "refunded"}),
    "refunded": frozenset(),
}

# How long after its start a payment is asked about how often; the first answer counts most,
# because the buyer is waiting for it.
ASK_GAPS = (
    (timedelta(seconds=30), timedelta(seconds=3)),
    (timedelta(minutes=5), timedelta(seconds=6)),
    (timedelta(hours=1), timedelta(seconds=10)),
    (timedelta(days=1), timedelta(minutes=10)),
)
LONGEST_ASK_GAP = timedelta(hours=1)
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=30)
# A provider that knows nothing of a closed order's payment after this long never will.
UNKNOWN_IS_OVER_AFTER = timedelta(days=1)


class Outcome(StrEnum):
    """What money that arrived leads to."""

    DELIVER = "deliver"
    REFUND_PAYMENT = "refund_payment"
    REFUND_ORDER = "refund_order"


def can_become(state: str, wanted: str) -> bool:
    return wanted in TRANSITIONS[state]


def outcome_of_capture(
    state: str, *, is_on_sale: bool, is_safe: bool, has_it_already: bool
) -> Outcome:
    """Deliver or pay back; ``state`` is the order's before this payment counted.

    A price promised to a pending order holds even if the listing was withdrawn meanwhile.
    """
    if state in {"paid", "refunded"}:
        return Outcome.REFUND_PAYMENT
    if has_it_already or not is_safe:
        return Outcome.REFUND_ORDER
    if state == "pending" or is_on_sale:
        return Outcome.DELIVER
    return Outcome.REFUND_ORDER


def mismatch(answer: Answer, expected: Answer) -> str | None:
    """The first thing in which the provider's answer is not about our payment; None if all fit."""
    for name in ("reference", "order", "merchant", "amount", "currency"):
        if getattr(answer, name) != getattr(expected, name):
            return name
    if answer.standing is Standing.PAID and not answer.transaction:
        return "transaction"
    return None


def ask_gap(age: timedelta) -> timedelta:
    """How long to wait before asking again about a payment that was started ``age`` ago."""
    for limit, gap in ASK_GAPS:
        if age < limit:
            return gap
    return LONGEST_ASK_GAP


def pause_after(attempts: int) -> timedelta:
    """Doubling pauses after a call that told us nothing."""
    doublings = min(max(0, attempts - 1), 16)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def is_hopeless(attempts: int) -> bool:
    return attempts >= MOST_ATTEMPTS


def can_lose_commits(sqlite_version: tuple[int, ...]) -> bool:
    """SQLite's WAL before 3.51.3 can lose a commit when two processes race at a checkpoint."""
    return sqlite_version < (3, 51, 3)
