"""The search page: words, a category, an order, and help when nothing is found."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wenfang.catalogue.models import Category
from wenfang.catalogue.queries import category_tree, home_shelves, published_listings
from wenfang.catalogue.search.find import RELEVANCE, search_listings
from wenfang.catalogue.words import LONGEST_QUERY
from wenfang.web.cards import cards
from wenfang.web.catalogue.paging import PAGE_SIZE, asked_order, page_of
from wenfang.web.paging import asked_page, pager

INSTEAD = 5


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Words lead to the index; no words lead to everything on the shelves."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    tree = category_tree()
    slug = request.GET.get("category", "")
    category = next((branch.category for branch in tree if branch.category.slug == slug), None)
    context = _found(request, query, category) if query else _everything(request, category)
    context |= {"query": query, "category": category, "categories": tree}
    if not context["cards"]:
        context["popular"] = cards(home_shelves().popular[:INSTEAD])
    return render(request, "catalogue/search.html", context)


def _found(request: HttpRequest, query: str, category: Category | None) -> dict[str, Any]:
    order = asked_order(request, RELEVANCE)
    found = search_listings(
        query, category=category, order=order, page=asked_page(request), page_size=PAGE_SIZE
    )
    paginator = Paginator(range(found.total), PAGE_SIZE)
    return pager(paginator, found.page) | {
        "cards": cards(found.items, found.snippets),
        "total": found.total,
        "order": order,
        "orders": [(RELEVANCE, _("Best match")), *_orders()],
    }


def _everything(request: HttpRequest, category: Category | None) -> dict[str, Any]:
    order = asked_order(request)
    shown = page_of(published_listings(category=category, order=order), request)
    total = shown["page_obj"].paginator.count
    return shown | {"total": total, "order": order, "orders": _orders()}


def _orders() -> list[tuple[str, str]]:
    return [("newest", _("Newest")), ("popular", _("Most downloaded"))]
