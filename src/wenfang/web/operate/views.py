"""What operators see: the state of the site, and the mail it wrote."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wenfang.kernel.errors import NotFoundError
from wenfang.notify.queries import recent_mails
from wenfang.trust.access import report_for
from wenfang.trust.actions.close_report import close_report
from wenfang.trust.kinds import KIND_LABELS
from wenfang.trust.queries import open_reports
from wenfang.web.asking import operator
from wenfang.web.operate.figures import dead_rows, document_counts, money_counts
from wenfang.web.operate.letters import linked
from wenfang.web.paging import paged

PAGE_SIZE = 40


@require_safe
@login_required
@never_cache
def state(request: HttpRequest) -> HttpResponse:
    operator(request)
    return render(
        request,
        "operate/state.html",
        {
            "documents": document_counts(),
            "money": money_counts(),
            "dead": dead_rows(),
            "reports": [
                {"report": report, "kind": KIND_LABELS[report.kind]}
                for report in open_reports()[:PAGE_SIZE]
            ],
        },
    )


@require_POST
@login_required
def report_close(request: HttpRequest, report_id: str) -> HttpResponse:
    report = report_for(operator(request), report_id)
    close_report(report=report)
    messages.success(request, _("Report %(number)s is closed.") % {"number": report.number})
    return redirect("operate:home")


@require_safe
@login_required
@never_cache
def mail_list(request: HttpRequest) -> HttpResponse:
    operator(request)
    return render(request, "operate/mail_list.html", paged(recent_mails(), request, PAGE_SIZE))


@require_safe
@login_required
@never_cache
def mail_show(request: HttpRequest, mail_id: str) -> HttpResponse:
    """One mail with its links to follow."""
    operator(request)
    mail = recent_mails().filter(pk=mail_id).first()
    if mail is None:
        raise NotFoundError
    return render(request, "operate/mail_show.html", {"mail": mail, "parts": linked(mail.body)})
