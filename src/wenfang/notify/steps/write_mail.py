"""Writing one mail into the outbox."""

from wenfang.notify.models import OutgoingMail
from wenfang.queue.enqueue import enqueue
from wenfang.queue.transactions import need_transaction


def write_mail(
    *, recipient: str, subject: str, body: str, kind: str, html: str = ""
) -> OutgoingMail:
    """Write a mail in the caller's transaction; it is sent after the commit, or by a sweep."""
    need_transaction()
    mail = OutgoingMail.objects.create(
        recipient=recipient,
        subject=" ".join(subject.split())[:200],
        body=body,
        html=html,
        kind=kind,
    )
    enqueue("send_mail", mail_id=mail.pk)
    return mail
