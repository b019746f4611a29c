"""Pages of a long list: which one is asked for, and which numbers the pager shows."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def asked_page(request: HttpRequest) -> int:
    """The ``page`` of the query string; anything that is no number from 1 on is the first."""
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def paged(
    rows: "QuerySet[Any, Any] | Sequence[Any]", request: HttpRequest, size: int
) -> dict[str, Any]:
    """Context of the page that is asked for: ``page_obj`` and the pager's ``page_numbers``."""
    return pager(Paginator(rows, size), asked_page(request))


def pager(paginator: "Paginator[Any]", number: int) -> dict[str, Any]:
    """The same for a page whose number is known; one behind the last is the last."""
    page = paginator.get_page(number)
    shown = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page_obj": page, "page_numbers": list(shown)}
