"""Pages of a long list: which one is asked for, and which numbers the pager shows."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from wenfang.catalogue.models import Listing
from wenfang.web.cards import cards

PAGE_SIZE = 24


def asked_page(request: HttpRequest) -> int:
    """The ``page`` of the query string; anything that is no number from 1 on is the first."""
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def page_of(listings: QuerySet[Listing], request: HttpRequest) -> dict[str, Any]:
    """Context of one page of listings: ``cards``, ``page_obj``, ``page_numbers``."""
    paginator = Paginator(listings, PAGE_SIZE)
    return {"cards": cards(page := paginator.get_page(asked_page(request)))} | pager(
        paginator, page.number
    )


def pager(paginator: "Paginator[Any]", number: int) -> dict[str, Any]:
    return {
        "page_obj": paginator.get_page(number),
        "page_numbers": list(paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)),
    }
