"""Somebody says that something is wrong with a document."""

from django.db import transaction
from django.utils import timezone

from wenfang.accounts.models import User
from wenfang.documents.models import Document
from wenfang.kernel.ids import new_number
from wenfang.trust.models import Report
from wenfang.trust.rules import problem_with_report
from wenfang.trust.steps.tell_operators import tell_operators


def send_report(
    *, document: Document, kind: str, text: str, reporter: User | None, email: str = ""
) -> Report:
    """Store the report together with the mails to the operators.

    A member's own address is taken when none is given. Raises a subclass of InvalidInputError.
    """
    address = email or (reporter.email if reporter else "")
    if problem := problem_with_report(kind=kind, text=text, email=address):
        raise problem
    with transaction.atomic(durable=True):
        report = Report.objects.create(
            number=new_number(timezone.localtime().strftime("%y%m%d")),
            document=document,
            kind=kind,
            text=text.strip(),
            reporter=reporter,
            email=address,
        )
        tell_operators(report)
    return report
