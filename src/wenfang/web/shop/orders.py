"""An order after it was placed: its state, paying again, cancelling, and the guest's link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from wenfang.edge.asking import visitor
from wenfang.edge.rate_limits import limit
from wenfang.kernel.errors import WenfangError
from wenfang.sales.access import order_behind, order_for
from wenfang.sales.actions.cancel_order import cancel_order
from wenfang.sales.models import Order
from wenfang.web.shop.ordering import lead_to_payment
from wenfang.web.shop.presenting import order_page
from wenfang.web.telling import tell_error


def private(answer: HttpResponse, order: Order) -> HttpResponse:
    """Keep the address of a guest's order, which is its key, out of referrers and indexes."""
    answer["X-Robots-Tag"] = "noindex"
    if order.buyer_id is None:
        answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_safe
@never_cache
def order_show(request: HttpRequest, order_id: str) -> HttpResponse:
    order = order_for(order_id, visitor(request).user)
    return private(render(request, "shop/order_show.html", order_page(order)), order)


@require_safe
@never_cache
def order_state(request: HttpRequest, order_id: str) -> HttpResponse:
    """Asked again and again while an order is open; has the page reloaded once it is not."""
    order = order_for(order_id, visitor(request).user)
    answer = render(request, "shop/_order_waiting.html", order_page(order))
    if order.state != request.GET.get("seen", Order.State.PENDING):
        answer["HX-Refresh"] = "true"
    return private(answer, order)


# Guests' pages send no origin along ("no-referrer"), where Django's check of forms would refuse
# them. The 130 bits of the order's id are what a forged request cannot know.
@csrf_exempt
@require_POST
def order_pay(request: HttpRequest, order_id: str) -> HttpResponse:
    order = order_for(order_id, visitor(request).user)
    limit(request, "order")
    return private(lead_to_payment(request, order), order)


@csrf_exempt
@require_POST
def order_cancel(request: HttpRequest, order_id: str) -> HttpResponse:
    order = order_for(order_id, visitor(request).user)
    try:
        cancel_order(order=order)
    except WenfangError as error:
        tell_error(request, error)
    return private(redirect("shop:order-show", order.pk), order)


@require_safe
@never_cache
def order_open(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a guest's mail; its signature says that we made it."""
    order = order_behind(token)
    return private(redirect("shop:order-show", order.pk), order)
