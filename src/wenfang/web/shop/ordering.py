"""Confirming a purchase and placing the order."""

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wenfang.accounts.models import User
from wenfang.catalogue.access import public_listing
from wenfang.catalogue.models import Listing
from wenfang.delivery.queries import entitlement_for
from wenfang.edge.asking import visitor
from wenfang.edge.rate_limits import limit
from wenfang.kernel.errors import WenfangError
from wenfang.kernel.ids import new_id
from wenfang.sales.actions.place_order import place_order
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.models import Order
from wenfang.sales.providers import offered_providers
from wenfang.web.cards import covers_of
from wenfang.web.shop.forms import GuestForm, MemberForm
from wenfang.web.telling import tell_error


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def order_new(request: HttpRequest) -> HttpResponse:
    """What you get, for how much; the button places the order and leads to the provider."""
    sent = request.POST if request.method == "POST" else request.GET
    listing = public_listing(sent.get("document", ""))
    user = visitor(request).user
    if user and user.pk == listing.document.owner_id:
        messages.info(request, _("This is your own document."))
        return redirect("studio:document-edit", listing.pk)
    if user and entitlement_for(user, listing.revision):
        messages.info(request, _("You already have this document."))
        return redirect("library:shelf")
    if request.method == "POST":
        return _place(request, listing, user)
    form = MemberForm() if user else GuestForm()
    return _confirm_page(request, listing, form, key=new_id())


def _place(request: HttpRequest, listing: Listing, user: User | None) -> HttpResponse:
    form = MemberForm(request.POST) if user else GuestForm(request.POST)
    key = request.POST.get("key", "")[:64] or new_id()
    if not form.is_valid():
        return _confirm_page(request, listing, form, key=key, status=422)
    limit(request, "order")
    order = place_order(
        document_id=listing.pk,
        buyer=user,
        email=form.cleaned_data.get("email", ""),
        key=key,
        language=get_language() or "",
    )
    return lead_to_payment(request, order)


def lead_to_payment(request: HttpRequest, order: Order) -> HttpResponse:
    """To the provider's page while there is something to pay, and to the order otherwise."""
    page = reverse("shop:order-show", args=[order.pk])
    if order.state != Order.State.PENDING:
        return redirect(page)
    try:
        started = start_payment(
            order=order,
            provider=request.POST.get("provider", ""),
            return_url=f"{settings.WENFANG_URL}{page}",
        )
    except WenfangError as error:
        tell_error(request, error)
        return redirect(page)
    return redirect(started.url)


def _confirm_page(
    request: HttpRequest, listing: Listing, form: Form, *, key: str, status: int = 200
) -> HttpResponse:
    page = {
        "listing": listing,
        "form": form,
        "key": key,
        "providers": offered_providers(),
        "pages": listing.revision.pages if listing.revision else 0,
        "cover": covers_of([listing.revision_id or ""]).get(listing.revision_id or ""),
    }
    return render(request, "shop/order_new.html", page, status=status)
