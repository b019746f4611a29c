"""Wakes the action that acts on a stored notice."""

from wenfang.sales.actions import handle_notice as action


def handle_notice(*, notice_id: str) -> None:
    action.handle_notice(notice_id=notice_id)
