"""Wakes the action that asks about an unfinished payment."""

from wenfang.sales.actions import ask_provider as action


def ask_provider(*, payment_id: str) -> None:
    action.ask_provider(payment_id=payment_id)
