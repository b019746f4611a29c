"""Reporting a document."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wenfang.catalogue.access import public_listing
from wenfang.catalogue.models import Listing
from wenfang.edge.asking import visitor
from wenfang.edge.errors import message_of
from wenfang.edge.rate_limits import limit
from wenfang.kernel.errors import InvalidInputError
from wenfang.trust.actions.send_report import send_report
from wenfang.web.trust.forms import ReportForm

NUMBER = re.compile(r"\d{6}-\d{4}-\d{4}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report_new(request: HttpRequest, document_id: str) -> HttpResponse:
    """The form; sending leads back here with the number of the report."""
    listing = public_listing(document_id)
    if request.method == "POST":
        return _send(request, listing)
    user = visitor(request).user
    number = request.GET.get("sent", "")
    if NUMBER.fullmatch(number):
        return render(request, "trust/report_sent.html", {"listing": listing, "number": number})
    known = {"email": user.email if user else "", "kind": request.GET.get("kind", "")}
    return _form_page(request, listing, ReportForm(initial=known))


def _send(request: HttpRequest, listing: Listing) -> HttpResponse:
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form_page(request, listing, form, status=422)
    limit(request, "report")
    try:
        report = send_report(
            document=listing.document, reporter=visitor(request).user, **form.cleaned_data
        )
    except InvalidInputError as error:
        form.add_error(error.field or None, message_of(error))
        return _form_page(request, listing, form, status=422)
    page = reverse("trust:report-new", args=[listing.pk])
    return redirect(f"{page}?sent={report.number}")


def _form_page(
    request: HttpRequest, listing: Listing, form: ReportForm, status: int = 200
) -> HttpResponse:
    page = {"listing": listing, "form": form}
    return render(request, "trust/report_new.html", page, status=status)
