"""Sending one mail of the outbox."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet

from wenfang.kernel.clock import now
from wenfang.notify.models import OutgoingMail
from wenfang.notify.rules import PAUSE_WITHOUT_SERVER, is_hopeless, pause_after
from wenfang.queue.leases import claim, overdue

log = logging.getLogger(__name__)


def send_mail(*, mail_id: str) -> bool:
    """Send a waiting mail and mark it; False when it was held, sent already, or failed.

    The mail is handed over outside any transaction. A crash between handing over and marking
    sends it a second time: for mail that is better than never.
    """
    rows = OutgoingMail.objects.filter(pk=mail_id, state=OutgoingMail.State.WAITING)
    if not settings.WENFANG_MAIL_READY:
        _wait_for_a_mail_server(rows)
        return False
    with transaction.atomic(durable=True):
        if not claim(rows, seconds=60):
            return False
        mail = rows.get()
    try:
        _hand_over(mail)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _record_failure(mail, error)
        return False
    with transaction.atomic(durable=True):
        rows.update(state=OutgoingMail.State.SENT, sent_at=now(), lease_until=None, problem="")
    return True


def _wait_for_a_mail_server(rows: QuerySet[OutgoingMail]) -> None:
    """No attempt is counted: until the operator names a server, nothing was tried."""
    with transaction.atomic(durable=True):
        rows.filter(overdue()).update(
            lease_until=now() + PAUSE_WITHOUT_SERVER, problem="WENFANG_EMAIL_URL is not set"
        )


def _hand_over(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(mail.subject, mail.body, to=[mail.recipient])
    message.extra_headers["Message-ID"] = f"<{mail.pk}@wenfang>"
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def _record_failure(mail: OutgoingMail, error: Exception) -> None:
    log.warning("mail %s was not sent: %s", mail.pk, type(error).__name__)
    dead = is_hopeless(mail.attempts)
    with transaction.atomic(durable=True):
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=OutgoingMail.State.DEAD if dead else OutgoingMail.State.WAITING,
            lease_until=now() + pause_after(mail.attempts),
            problem=f"{type(error).__name__}: {error}"[:500],
        )
