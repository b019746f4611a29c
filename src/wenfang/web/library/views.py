"""What a person has bought."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wenfang.delivery.links import signed_download
from wenfang.delivery.models import Entitlement
from wenfang.delivery.queries import entitlements_of
from wenfang.documents.models import Revision
from wenfang.edge.asking import visitor
from wenfang.edge.rate_limits import limit
from wenfang.sales.actions.send_guest_links import send_guest_links
from wenfang.web.cards import Cover, covers_of
from wenfang.web.library.forms import GuestForm
from wenfang.web.paging import paged

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
        return render(request, "library/guest.html", {"form": GuestForm()})
    context = paged(entitlements_of(user), request, PAGE_SIZE)
    books = _books(list(context["page_obj"].object_list))
    return render(request, "library/shelf.html", context | {"books": books})


@require_POST
@never_cache
def guest_find(request: HttpRequest) -> HttpResponse:
    """Mail a guest the links again; the answer is the same whether there are any or not."""
    form = GuestForm(request.POST)
    if not form.is_valid():
        return render(request, "library/guest.html", {"form": form}, status=422)
    limit(request, "guest_links")
    send_guest_links(email=form.cleaned_data["email"], language=get_language() or "")
    messages.success(
        request, _("If something was bought with this address, its links are on their way.")
    )
    return redirect("library:shelf")


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
