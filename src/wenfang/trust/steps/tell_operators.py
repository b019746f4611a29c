"""Mailing a new report to everyone who runs the site."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wenfang.accounts.queries import operators
from wenfang.notify.steps.write_mail import write_mail
from wenfang.queue.transactions import need_transaction
from wenfang.trust.kinds import KIND_LABELS
from wenfang.trust.models import Report


def tell_operators(report: Report) -> None:
    """Write one mail for each operator, in their language, in the caller's transaction."""
    need_transaction()
    for operator in operators():
        with translation.override(operator.language or settings.LANGUAGE_CODE):
            write_mail(
                recipient=operator.email,
                subject=_("Report %(number)s: %(title)s")
                % {"number": report.number, "title": report.document},
                body=_body(report),
                kind="report",
            )


def _body(report: Report) -> str:
    lines = [
        _("About: %(title)s") % {"title": report.document},
        f"{settings.WENFANG_URL}/d/{report.document_id}",
        _("Kind: %(kind)s") % {"kind": KIND_LABELS[report.kind]},
        _("From: %(address)s") % {"address": report.email or _("no address given")},
        "",
        report.text,
        "",
        _("Open reports:"),
        f"{settings.WENFANG_URL}/operate/",
    ]
    return "\n".join(lines)
