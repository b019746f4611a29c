"""Wakes the action that asks the provider for a written refund."""

from wenfang.sales.actions import send_refund as action


def request_refund(*, refund_id: str) -> None:
    action.send_refund(refund_id=refund_id)
