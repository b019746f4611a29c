"""Writing one mail into the outbox."""

from django.db import transaction

from wenfang.notify.models import OutgoingMail
from wenfang.queue.enqueue import enqueue


def write_mail(
    *, recipient: str, subject: str, body: str, kind: str, html: str = ""
) -> OutgoingMail:
    """Write a mail in the caller's transaction; it is sent after the commit, or by a sweep."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a step needs its caller's transaction")
    mail = OutgoingMail.objects.create(
        recipient=recipient,
        subject=" ".join(subject.split())[:200],
        body=body,
        html=html,
        kind=kind,
    )
    enqueue("send_mail", mail_id=mail.pk)
    return mail
