"""The way from the home page to where the reader is."""

from django.urls import reverse

from wenfang.catalogue.models import Category, Listing
from wenfang.web.templatetags.wenfang import category_name

Crumb = tuple[str, str]


def crumbs_of(listing: Listing) -> list[Crumb]:
    """Categories, then the document; the last has no address, because the reader is there."""
    shelves = [
        (category_name(category), reverse("catalogue:category-show", args=[category.slug]))
        for category in _line(listing.category)
    ]
    return [*shelves, (listing.document.title, "")]


def category_crumbs(category: Category) -> list[Crumb]:
    line = _line(category)
    parents = [(category_name(c), reverse("catalogue:category-show", args=[c.slug])) for c in line]
    return [*parents[:-1], (category_name(category), "")]


def _line(category: Category | None) -> list[Category]:
    """From the top to ``category``; shelves are at most two levels deep."""
    if category is None:
        return []
    return [category.parent, category] if category.parent else [category]
