"""For search engines: which pages there are, and which are nobody's business."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wenfang.catalogue.queries import category_tree, published_listings

MOST_ADDRESSES = 50_000
CLOSED = ("/accounts/", "/api/", "/library/", "/operate/", "/orders/", "/search", "/studio/")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Home, promises, shelves and every document on sale, up to the protocol's limit."""
    shelves = [
        reverse("catalogue:category-show", args=[branch.category.slug])
        for parent in category_tree()
        for branch in (parent, *parent.children)
    ]
    fixed = [reverse("catalogue:home"), reverse("catalogue:promises"), *shelves]
    context = {
        "site_url": settings.WENFANG_URL,
        "addresses": fixed,
        "listings": published_listings()[: MOST_ADDRESSES - len(fixed)],
    }
    return render(request, "catalogue/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\n".join(_rules()) + "\n", content_type="text/plain; charset=utf-8")


def _rules() -> Iterable[str]:
    yield "User-agent: *"
    yield from (f"Disallow: {path}" for path in CLOSED)
    yield f"Sitemap: {settings.WENFANG_URL}{reverse('catalogue:sitemap')}"
