"""The document page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wenfang.catalogue.access import public_listing
from wenfang.catalogue.queries import more_from_author, related_to
from wenfang.delivery.queries import entitlement_for
from wenfang.documents.outlines import outline_of
from wenfang.documents.queries import free_page_count, page_texts, preview_pages
from wenfang.edge.asking import visitor
from wenfang.kernel.errors import NotFoundError
from wenfang.web.cards import cards
from wenfang.web.catalogue.crumbs import crumbs_of
from wenfang.web.catalogue.linked_data import linked_data
from wenfang.web.catalogue.offering import gate_of, offer_of
from wenfang.web.fidelity_reports import report_on
from wenfang.web.text_layers import inline_layers

SHOWN_TEXTS = 3
SHOWN_HEADINGS = 200
# Whose document it is, by purchase or by authorship: kinds of offers.
SEE_ALL = {"own", "bought"}


@require_safe
def document_show(request: HttpRequest, document_id: str) -> HttpResponse:
    """Everything here is public: of the revision on sale, only its free pages are read.

    Who has a right to the file sees all of its headings.
    """
    listing = public_listing(document_id)
    if (revision := listing.revision) is None:
        raise NotFoundError
    user = visitor(request).user
    pages = preview_pages(revision)
    free = free_page_count(revision)
    offer = offer_of(listing, user, entitlement_for(user, revision))
    context = {
        "listing": listing,
        "document": listing.document,
        "revision": revision,
        "pages": pages,
        "layers": inline_layers(revision),
        "free": free,
        "texts": page_texts(revision, min(free, SHOWN_TEXTS)),
        "offer": offer,
        "gate": gate_of(listing, free, offer),
        "outline": outline_of(revision, entitled=offer.kind in SEE_ALL, most=SHOWN_HEADINGS),
        "report": report_on(revision),
        "crumbs": crumbs_of(listing),
        "related": cards(related_to(listing)),
        "more": cards(more_from_author(listing)),
        "linked_data": linked_data(listing, pages),
    }
    return render(request, "catalogue/document_show.html", context)
