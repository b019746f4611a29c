"""The queue of documents that wait for a moderator, and the two decisions."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wenfang.catalogue.errors import ChangedInReviewError, NotInReviewError
from wenfang.catalogue.models import Listing
from wenfang.catalogue.queries import listings_in_review
from wenfang.kernel.errors import WenfangError
from wenfang.trust.access import listing_to_decide
from wenfang.trust.actions.accept_listing import accept_listing
from wenfang.trust.actions.return_listing import return_listing
from wenfang.web.asking import moderator
from wenfang.web.operate.forms import DecisionForm, ReturnForm
from wenfang.web.operate.waiting import waiting
from wenfang.web.paging import paged
from wenfang.web.telling import tell_error
from wenfang.web.text_layers import inline_layers

PAGE_SIZE = 40


@require_safe
@login_required
@never_cache
def review_queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits, the oldest first and opened."""
    moderator(request)
    return _page(request, listings_in_review().first())


@require_safe
@login_required
@never_cache
def review_show(request: HttpRequest, document_id: str) -> HttpResponse:
    """The queue with one document opened; a mail's link may come too late."""
    listing = listing_to_decide(moderator(request), document_id)
    try:
        return _page(request, listing)
    except NotInReviewError as error:
        tell_error(request, error)
        return redirect("operate:review")


@require_POST
@login_required
def review_accept(request: HttpRequest, document_id: str) -> HttpResponse:
    person = moderator(request)
    document = listing_to_decide(person, document_id).document
    form = DecisionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        accept_listing(document=document, moderator=person, version=version)
    except WenfangError as error:
        return _refused(request, document_id, error)
    messages.success(request, _("“%(title)s” is on sale.") % {"title": document})
    return redirect("operate:review")


@require_POST
@login_required
def review_return(request: HttpRequest, document_id: str) -> HttpResponse:
    """Without a reason the page comes again and asks for one."""
    person = moderator(request)
    listing = listing_to_decide(person, document_id)
    form = ReturnForm(request.POST)
    try:
        if not form.is_valid():
            return _page(request, listing, form, status=422)
        return_listing(
            document=listing.document,
            moderator=person,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )
    except WenfangError as error:
        return _refused(request, document_id, error)
    told = _("“%(title)s” went back to its author.") % {"title": listing.document}
    messages.success(request, told)
    return redirect("operate:review")


def _refused(request: HttpRequest, document_id: str, error: WenfangError) -> HttpResponse:
    """Nothing was decided; what has changed is opened again."""
    tell_error(request, error)
    if isinstance(error, ChangedInReviewError):
        return redirect("operate:review-show", document_id)
    return redirect("operate:review")


def _page(
    request: HttpRequest,
    listing: Listing | None,
    form: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Raises NotInReviewError when ``listing`` does not wait any more."""
    context = paged(listings_in_review(), request, PAGE_SIZE) | {
        "item": waiting(listing) if listing else None,
        "layers": inline_layers(listing.proposed) if listing and listing.proposed else {},
        "form": form or ReturnForm(),
        "review_is_on": settings.WENFANG_REVIEW,
    }
    return render(request, "operate/review.html", context, status=status)
