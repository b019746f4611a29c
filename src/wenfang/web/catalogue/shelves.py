"""Home, category and author pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wenfang.accounts.queries import user_with_handle
from wenfang.catalogue.errors import UnknownCategoryError
from wenfang.catalogue.models import Category
from wenfang.catalogue.queries import (
    Branch,
    category_named,
    category_tree,
    home_shelves,
    published_listings,
)
from wenfang.kernel.errors import NotFoundError
from wenfang.web.cards import cards
from wenfang.web.catalogue.crumbs import category_crumbs
from wenfang.web.catalogue.paging import asked_order, page_of

FAN = 3
RANKS = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    shelves = home_shelves()
    popular = cards(shelves.popular)
    portraits = [card for card in popular if card.cover and not card.cover.is_landscape]
    context = {
        "newest": cards(shelves.newest),
        "popular": popular[:RANKS],
        "fan": portraits[:FAN],
        "categories": shelves.categories,
        "total": shelves.total,
    }
    return render(request, "catalogue/home.html", context)


@require_safe
def category_show(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        category = category_named(slug)
    except UnknownCategoryError:
        raise NotFoundError from None
    order = asked_order(request)
    context = page_of(published_listings(category=category, order=order), request) | {
        "branch": _branch(category, category_tree()),
        "order": order,
        "crumbs": category_crumbs(category),
    }
    return render(request, "catalogue/category_show.html", context)


@require_safe
def author_show(request: HttpRequest, handle: str) -> HttpResponse:
    author = user_with_handle(handle)
    if author is None:
        raise NotFoundError
    order = asked_order(request)
    context = page_of(published_listings(author=author, order=order), request) | {
        "author": author,
        "order": order,
        "crumbs": [(author.handle, "")],
    }
    return render(request, "catalogue/author_show.html", context)


def _branch(category: Category, tree: list[Branch]) -> Branch:
    """The category with its counts, wherever it hangs in the tree."""
    every = [branch for top in tree for branch in (top, *top.children)]
    return next(branch for branch in every if branch.category == category)
