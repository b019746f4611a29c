"""Sends one mail of the outbox."""

from wenfang.notify.actions.send_mail import send_mail as send


def send_mail(mail_id: str) -> None:
    send(mail_id=mail_id)
