"""Pages of documents on sale, in the order that the reader has chosen."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from wenfang.catalogue.models import Listing
from wenfang.catalogue.queries import ORDERS
from wenfang.web.cards import cards
from wenfang.web.paging import paged

PAGE_SIZE = 24


def asked_order(request: HttpRequest, default: str = ORDERS[0]) -> str:
    """The ``order`` of the query string, where there is such an order."""
    asked = request.GET.get("order", "")
    return asked if asked in ORDERS else default


def page_of(listings: QuerySet[Listing], request: HttpRequest) -> dict[str, Any]:
    """Context of one page of listings: ``cards``, ``page_obj``, ``page_numbers``."""
    context = paged(listings, request, PAGE_SIZE)
    return context | {"cards": cards(context["page_obj"])}
