"""One document in the studio: its state, words and price, and going on and off sale."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.actions.withdraw_listing import withdraw_listing
from wenfang.catalogue.models import Listing
from wenfang.documents.access import document_of
from wenfang.documents.actions.retry_revision import retry_revision
from wenfang.documents.models import Document
from wenfang.documents.queries import newest_ready_revision
from wenfang.kernel.errors import WenfangError
from wenfang.web.asking import member
from wenfang.web.studio.forms import DocumentForm, WithdrawForm
from wenfang.web.studio.presenting import document_form, document_page, first_pages_of, row_of
from wenfang.web.telling import tell_error


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def document_edit(request: HttpRequest, document_id: str) -> HttpResponse:
    document = document_of(member(request), document_id)
    if request.method != "POST":
        return render(request, "studio/document.html", document_page(document))
    form = _checked_form(request, document)
    if form is None or not form.is_valid():
        return _refused(request, document, form)
    try:
        _save(document, form)
        messages.success(request, _("Saved."))
    except WenfangError as error:
        tell_error(request, error)
    return redirect("studio:document-edit", document.pk)


@require_safe
@login_required
@never_cache
def document_state(request: HttpRequest, document_id: str) -> HttpResponse:
    """Asked again and again while a revision is processed; ``row`` asks for the row of a list.

    With ``keep`` the page around it has a form and is not reloaded under its author's hands.
    """
    row = row_of(document_of(member(request), document_id))
    if "row" in request.GET:
        return render(request, "studio/_document_row.html", {"row": row})
    keep = "keep" in request.GET
    answer = render(request, "studio/_processing.html", {"row": row, "keep": keep})
    if not row.is_unfinished and not keep:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@login_required
@never_cache
def document_first_pages(request: HttpRequest, document_id: str) -> HttpResponse:
    """Asked again and again until a provisional preview exists or the document is ready."""
    row = row_of(document_of(member(request), document_id))
    page = {"row": row, **first_pages_of(row)}
    return render(request, "studio/_first_pages.html", page)


@require_POST
@login_required
def document_publish(request: HttpRequest, document_id: str) -> HttpResponse:
    """Save what the form says and put the document on sale, or its newest revision."""
    document = document_of(member(request), document_id)
    form = _checked_form(request, document)
    if form is None or not form.is_valid():
        return _refused(request, document, form)
    try:
        _save(document, form)
        listing = publish_listing(document=document, confirm="confirm" in request.POST)
    except WenfangError as error:
        if error.code == "needs_confirmation":
            page = document_page(document, form) | {"was_asked": True}
            return render(request, "studio/document.html", page, status=409)
        tell_error(request, error)
    else:
        messages.success(request, _published(listing))
    return redirect("studio:document-edit", document.pk)


@require_POST
@login_required
def document_withdraw(request: HttpRequest, document_id: str) -> HttpResponse:
    document = document_of(member(request), document_id)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        listing = withdraw_listing(document=document, reason=reason)
        messages.success(request, _withdrawn(listing))
    except WenfangError as error:
        tell_error(request, error)
    return redirect("studio:document-edit", document.pk)


@require_POST
@login_required
def revision_retry(request: HttpRequest, document_id: str) -> HttpResponse:
    document = document_of(member(request), document_id)
    try:
        retry_revision(revision=row_of(document).newest)
    except WenfangError as error:
        tell_error(request, error)
    return redirect("studio:document-edit", document.pk)


def _published(listing: Listing) -> str:
    if listing.proposed_id is None:
        return _("Your document is on sale.")
    return _("A moderator looks at it now. You get a mail when that is done.")


def _withdrawn(listing: Listing) -> str:
    if listing.state == Listing.State.DRAFT:
        return _("Taken back. Only you can see it.")
    return _("Withdrawn from sale. Buyers keep what they bought.")


def _checked_form(request: HttpRequest, document: Document) -> DocumentForm | None:
    revision = newest_ready_revision(document)
    return document_form(document, revision, request.POST) if revision else None


def _save(document: Document, form: DocumentForm) -> None:
    describe_listing(
        document=document,
        price=form.cleaned_data["price"],
        category=shelf.slug if (shelf := form.cleaned_data["category"]) else "",
        **form.changed_words(),
    )


def _refused(request: HttpRequest, document: Document, form: DocumentForm | None) -> HttpResponse:
    """The page again, with what is wrong beside each field."""
    page = document_page(document, form)
    return render(request, "studio/document.html", page, status=422)
