"""Orders: place one, look at one."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from ninja import Router, Schema, Status

from wenfang.api.auth import bearer_or_guest, visitor_of
from wenfang.api.shapes import ERRORS
from wenfang.edge.idempotency import answer_once
from wenfang.edge.rate_limits import limit
from wenfang.sales.access import order_for
from wenfang.sales.actions.place_order import place_order
from wenfang.sales.actions.start_payment import start_payment
from wenfang.sales.errors import OrderNotPayableError, ProviderUnavailableError
from wenfang.sales.models import Order
from wenfang.sales.queries import download_of_order

router = Router(tags=["orders"])


class NewOrder(Schema):
    document: str
    email: str = ""


class OrderShape(Schema):
    id: str
    number: str
    state: str
    amount: int
    currency: str
    document: str
    title: str
    created_at: datetime
    expires_at: datetime | None
    paid_at: datetime | None
    pay_url: str | None
    download: str | None


@router.post("", auth=bearer_or_guest, response={201: OrderShape, **ERRORS})
def create_order(request: HttpRequest, order: NewOrder) -> Status[Any]:
    """Order one document at its present price; a free one is paid at once."""
    limit(request, "order")

    def act() -> tuple[int, Any]:
        placed = place_order(
            document_id=order.document,
            buyer=visitor_of(request).user,
            email=order.email,
            key=request.headers.get("Idempotency-Key"),
            language=get_language() or "",
        )
        return 201, OrderShape.model_validate(_shown(placed)).model_dump(mode="json")

    return Status(*answer_once(request, act))


@router.get("/{order_id}", auth=bearer_or_guest, response={200: OrderShape, **ERRORS})
def show_order(request: HttpRequest, order_id: str) -> dict[str, Any]:
    """The order; for a guest's order its id is the key. ``download`` is issued anew each time."""
    return _shown(order_for(order_id, visitor_of(request).user))


def _shown(order: Order) -> dict[str, Any]:
    line = order.lines.get()
    return {
        "id": order.pk,
        "number": order.number,
        "state": order.state,
        "amount": order.amount,
        "currency": order.currency,
        "document": line.document_id,
        "title": line.title,
        "created_at": order.created_at,
        "expires_at": order.expires_at if order.state == Order.State.PENDING else None,
        "paid_at": order.paid_at,
        "pay_url": _pay_url(order),
        "download": download_of_order(order),
    }


def _pay_url(order: Order) -> str | None:
    """Where to pay; None when there is nothing to pay, or the provider is away right now."""
    if order.state != Order.State.PENDING:
        return None
    page = settings.WENFANG_URL + reverse("shop:order-show", args=[order.pk])
    try:
        return start_payment(order=order, return_url=page).url
    except (OrderNotPayableError, ProviderUnavailableError):
        return None
