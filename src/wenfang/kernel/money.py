"""Money as integer minor units of one currency."""

from dataclasses import dataclass

MINOR_DIGITS = {"CNY": 2, "USD": 2, "EUR": 2, "HKD": 2, "TWD": 2, "JPY": 0}
SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "HKD": "HK$", "TWD": "NT$", "JPY": "JP¥"}


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` is in minor units (fen for CNY) and may not be negative."""

    amount: int
    currency: str = "CNY"

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("an amount of money is never negative")
        if self.currency not in MINOR_DIGITS:
            raise ValueError(f"unknown currency {self.currency!r}")

    @property
    def is_free(self) -> bool:
        return self.amount == 0

    def decimal(self) -> str:
        """The amount in major units without symbol or needless zeros: ``3``, ``3.50``."""
        digits = MINOR_DIGITS[self.currency]
        major, minor = divmod(self.amount, 10**digits)
        return f"{major}.{minor:0{digits}d}" if minor else str(major)

    def __str__(self) -> str:
        return f"{SYMBOLS[self.currency]}{self.decimal()}"


def parse_major(text: str, currency: str = "CNY") -> Money:
    """Read what a person typed (``3``, ``3.5``, ``¥3.50``); ValueError if it is not money."""
    cleaned = text.strip().removeprefix("¥").removeprefix("￥").replace(",", "").strip() or "0"
    whole, _, fraction = cleaned.partition(".")
    digits = MINOR_DIGITS[currency]
    if not (whole.isascii() and whole.isdigit()) or len(fraction) > digits:
        raise ValueError(text)
    if fraction and not (fraction.isascii() and fraction.isdigit()):
        raise ValueError(text)
    return Money(int(whole) * 10**digits + int(fraction.ljust(digits, "0") or 0), currency)
