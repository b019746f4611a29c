"""What a person has bought."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wenfang.delivery.links import signed_download
from wenfang.delivery.models import Entitlement
from wenfang.delivery.queries import entitlements_of
from wenfang.documents.models import Revision
from wenfang.edge.asking import visitor
from wenfang.web.cards import Cover, covers_of

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Book:
    """One bought revision on the shelf, with a download path made for this page."""

    title: str
    author: str
    revision: Revision
    since: datetime
    cover: Cover | None
    download_url: str


@require_safe
@never_cache
def shelf(request: HttpRequest) -> HttpResponse:
    """A member's documents; guests learn where to find theirs."""
    user = visitor(request).user
    if user is None:
        return render(request, "library/guest.html")
    paginator = Paginator(entitlements_of(user), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "books": _books(list(page.object_list)),
    }
    return render(request, "library/shelf.html", context)


def _books(entitlements: list[Entitlement]) -> list[Book]:
    covers = covers_of(entitlement.revision_id for entitlement in entitlements)
    return [
        Book(
            title=entitlement.revision.document.title,
            author=entitlement.revision.document.owner.handle,
            revision=entitlement.revision,
            since=entitlement.opened_at,
            cover=covers.get(entitlement.revision_id),
            download_url=signed_download(entitlement),
        )
        for entitlement in entitlements
    ]
