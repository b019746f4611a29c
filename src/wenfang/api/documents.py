"""Documents: upload, look at, publish, find."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Form, Query, Router, Schema, Status, UploadedFile
from pydantic import Field

from wenfang.api.auth import bearer, bearer_or_guest, user_of, visitor_of
from wenfang.api.content import Content
from wenfang.api.presenting import shown_document, shown_listing
from wenfang.api.shapes import ERRORS
from wenfang.catalogue.access import document_for
from wenfang.catalogue.actions.describe_listing import checked_price, describe_listing
from wenfang.catalogue.actions.publish_listing import publish_listing
from wenfang.catalogue.queries import category_named, published_listings
from wenfang.catalogue.search.find import search_listings
from wenfang.documents.access import document_of
from wenfang.documents.actions.receive_upload import receive_upload
from wenfang.edge.idempotency import answer_once
from wenfang.edge.rate_limits import limit

router = Router(tags=["documents"])

PAGE_SIZE = 20


class NewDocument(Schema):
    title: str = ""
    price: int = 0
    free_pages: Annotated[int, Field(ge=0)] | None = None
    category: str = ""
    releases_outline: bool = False


class Confirmation(Schema):
    confirm: bool = False


class Accepted(Schema):
    id: str
    state: str
    duplicate_of: str | None = None


class PreviewPage(Schema):
    number: int
    image: str
    width: int
    height: int


class Preview(Schema):
    free_pages: int
    pages: list[PreviewPage]


class Progress(Schema):
    """How far processing is; ``total`` is 0 while nobody knows the number of pages."""

    step: str
    done: int
    total: int


class Failure(Schema):
    code: str
    message: str


class DocumentShape(Content):
    id: str
    state: str
    title: str
    pages: int | None
    size: int
    format: str
    price: int
    currency: str
    category: str | None
    author: str
    published_at: datetime | None
    introduction: str
    sha256: str | None = None
    duplicate_of: str | None = None
    downloads: int
    progress: Progress | None = None
    preview: Preview
    error: Failure | None = None


class DocumentList(Schema):
    items: list[DocumentShape]
    total: int
    page: int
    page_size: int


@router.post("", auth=bearer, response={201: Accepted, **ERRORS})
def create_document(
    request: HttpRequest, file: File[UploadedFile], document: Form[NewDocument]
) -> Status[Any]:
    """Upload a file; what size and content show is refused at once, the rest is processed."""
    limit(request, "upload")

    def act() -> tuple[int, Any]:
        if document.category:
            category_named(document.category)
        checked_price(document.price)
        revision = receive_upload(
            owner=user_of(request),
            file=file,
            name=file.name or "",
            title=document.title,
            free_pages=document.free_pages,
        )
        received = revision.document
        describe_listing(
            document=received,
            price=document.price,
            category=document.category,
            releases_outline=document.releases_outline,
        )
        return 201, {
            "id": received.pk,
            "state": "processing",
            "duplicate_of": received.duplicate_of_id,
        }

    return Status(*answer_once(request, act))


@router.get("", auth=bearer_or_guest, response={200: DocumentList, **ERRORS})
def list_documents(
    request: HttpRequest,
    q: str = "",
    category: str = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> dict[str, Any]:
    """What is on sale: newest first, or best match first when ``q`` is given."""
    shelf = category_named(category) if category else None
    if q.strip():
        found = search_listings(q, category=shelf, page=page, page_size=PAGE_SIZE)
        items, total = found.items, found.total
    else:
        rows = published_listings(category=shelf)
        items, total = list(rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]), rows.count()
    return {
        "items": [shown_listing(listing) for listing in items],
        "total": total,
        "page": page,
        "page_size": PAGE_SIZE,
    }


@router.get("/{document_id}", auth=bearer_or_guest, response={200: DocumentShape, **ERRORS})
def show_document(request: HttpRequest, document_id: str) -> dict[str, Any]:
    """One's own document in any state, anybody else's once it is published."""
    viewer = visitor_of(request).user
    return shown_document(document_for(viewer, document_id), viewer)


@router.post("/{document_id}/publish", auth=bearer, response={200: DocumentShape, **ERRORS})
def publish_document(
    request: HttpRequest, document_id: str, body: Confirmation | None = None
) -> Status[Any]:
    """Put a ready document on sale; it is public from the answer on.

    Where an operator has turned review on, its state is ``review`` until a moderator accepts it.
    """
    owner = user_of(request)

    def act() -> tuple[int, Any]:
        document = document_of(owner, document_id)
        publish_listing(document=document, confirm=bool(body and body.confirm))
        shape = DocumentShape.model_validate(shown_document(document, owner))
        return 200, shape.model_dump(mode="json")

    return Status(*answer_once(request, act))
