"""Mail is written with what happened, and sent until it is sent."""

from pathlib import Path

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from wenfang.jobs.sweep import wake_mails
from wenfang.kernel.clock import now
from wenfang.notify.actions.send_mail import send_mail
from wenfang.notify.models import OutgoingMail
from wenfang.notify.queries import overdue_mails
from wenfang.notify.rules import MOST_ATTEMPTS
from wenfang.notify.steps.write_mail import write_mail

State = OutgoingMail.State


@pytest.fixture
def letter(transactional_db: None) -> OutgoingMail:
    with transaction.atomic():
        return write_mail(recipient="a@example.org", subject="您好\n", body="正文", kind="greeting")


def test_a_mail_is_sent_once_however_often_it_is_woken(letter: OutgoingMail) -> None:
    assert send_mail(mail_id=letter.pk)
    assert not send_mail(mail_id=letter.pk)
    assert [message.subject for message in mail.outbox] == ["您好"]


@pytest.mark.django_db(transaction=True)
def test_a_mail_of_a_transaction_that_failed_does_not_exist() -> None:
    with pytest.raises(OSError, match="disk"), transaction.atomic():
        write_mail(recipient="a@example.org", subject="s", body="b", kind="k")
        raise OSError("disk")
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_mail_is_never_written_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        write_mail(recipient="a@example.org", subject="s", body="b", kind="k")


def test_a_mail_server_that_is_away_delays_and_does_not_lose(
    letter: OutgoingMail, tmp_path: Path
) -> None:
    nobody = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=nobody, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1):
        assert not send_mail(mail_id=letter.pk)
    letter.refresh_from_db()
    assert letter.state == State.WAITING
    assert letter.problem
    assert not overdue_mails().exists()
    OutgoingMail.objects.update(lease_until=now())
    assert wake_mails() == 1
    assert send_mail(mail_id=letter.pk)


def test_without_a_mail_server_mail_waits_however_long_it_takes(letter: OutgoingMail) -> None:
    dummy = "django.core.mail.backends.dummy.EmailBackend"
    with override_settings(WENFANG_MAIL_READY=False, EMAIL_BACKEND=dummy):
        for _ in range(MOST_ATTEMPTS + 1):
            OutgoingMail.objects.update(lease_until=now())
            assert not send_mail(mail_id=letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.WAITING, 0)
    OutgoingMail.objects.update(lease_until=now())
    assert send_mail(mail_id=letter.pk)


def test_after_the_last_attempt_a_mail_is_visibly_dead(letter: OutgoingMail) -> None:
    OutgoingMail.objects.update(attempts=MOST_ATTEMPTS - 1)
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=1
    ):
        send_mail(mail_id=letter.pk)
    letter.refresh_from_db()
    assert letter.state == State.DEAD


@pytest.mark.django_db
def test_writing_wakes_the_job_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        letter = write_mail(recipient="a@example.org", subject="s", body="b", kind="k")
    waiting = DBTaskResult.objects.get()
    assert waiting.args_kwargs["args"] == ["send_mail", {"mail_id": letter.pk}]
