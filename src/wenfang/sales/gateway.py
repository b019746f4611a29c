"""The port to payment providers: what a gateway can be asked, and the shapes that pass through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """What a provider says about one reference; ``UNKNOWN`` is not failed."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be collected; ``order`` is the order's public number, never its id."""

    reference: str
    order: str
    subject: str
    amount: int
    currency: str
    return_url: str


@dataclass(frozen=True, slots=True)
class StartedPayment:
    """Where the buyer pays; an absolute address."""

    url: str


@dataclass(frozen=True, slots=True)
class VerifiedNotice:
    """What a genuine notice is about. It says nothing about money: that has to be asked for."""

    notice_id: str
    reference: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A provider's own signed word about one reference."""

    standing: Standing
    reference: str
    order: str = ""
    merchant: str = ""
    transaction: str = ""
    amount: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """``number`` is ours and never changes, so that asking twice pays back once."""

    number: str
    reference: str
    amount: int
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class BillLine:
    """One movement in a provider's books; ``kind`` is ``payment`` or ``refund``."""

    kind: str
    number: str
    amount: int
    currency: str


class Gateway(Protocol):
    """One payment provider. Calls reach over the network and never run inside a transaction.

    ProviderUnavailableError means that nothing is known; RefundRefusedError that the provider
    will never make this refund. ``merchant`` is our own name in the provider's books.
    """

    merchant: str

    def start(self, charge: Charge) -> StartedPayment:
        """Open a transaction at the provider; repeating a reference gives the same one."""
        ...

    def parse_notice(self, headers: Mapping[str, str], body: bytes) -> VerifiedNotice:
        """Check signature and freshness; raises NoticeRefusedError. Header names in lower case."""
        ...

    def query(self, reference: str) -> Answer: ...

    def refund(self, request: RefundRequest) -> None:
        """Returns when the provider has promised the money back, now or earlier."""
        ...

    def close(self, reference: str) -> Answer:
        """Refuse any further payment; a transaction that is paid stays paid and says so."""
        ...

    def bill(self, day: date) -> list[BillLine]: ...
