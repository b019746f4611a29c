"""Where one of an author's documents stands: one word for its row, from its newest revision."""

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When

from wenfang.catalogue.models import Listing
from wenfang.documents.models import Document, Revision

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PROCESSING, FAILED, READY = "processing", "failed", "ready"
REVIEW, PUBLISHED, WITHDRAWN = "review", "published", "withdrawn"
STANDINGS = (PROCESSING, READY, REVIEW, PUBLISHED, WITHDRAWN, FAILED)


class Standing(TypedDict):
    """What ``with_standing`` adds to a document."""

    newest_id: str
    newest_state: str
    standing: str


# The generic alias exists for type checkers only; at run time it takes one argument.
if TYPE_CHECKING:
    StandingDocument = WithAnnotations[Document, Standing]
else:
    StandingDocument = Document


def with_standing(documents: QuerySet[Document]) -> QuerySet[StandingDocument]:
    """Add ``standing`` (one of STANDINGS) and ``newest_id`` to each document.

    What is on sale stays "published" while a further revision is converted, has failed or waits
    for a moderator.
    """
    newest = Revision.objects.filter(document=OuterRef("pk")).order_by("-number")
    return documents.annotate(
        newest_id=Subquery(newest.values("id")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        standing=Case(
            When(listing__state="review", then=Value(REVIEW)),
            When(listing__state="published", then=Value(PUBLISHED)),
            When(listing__state="withdrawn", then=Value(WITHDRAWN)),
            When(newest_state=Revision.State.FAILED, then=Value(FAILED)),
            When(newest_state=Revision.State.READY, then=Value(READY)),
            default=Value(PROCESSING),
            output_field=CharField(),
        ),
    ).order_by(F("created_at").desc())


def standing_of(listing: Listing, newest: Revision) -> str:
    """The same word for two rows that were read already.

    Whoever shows a document next to its standing judges by the very rows that it shows; asking the
    database again might find that the press has finished in between.
    """
    if listing.state != Listing.State.DRAFT:
        return listing.state
    finished = {Revision.State.FAILED: FAILED, Revision.State.READY: READY}
    return finished.get(Revision.State(newest.state), PROCESSING)
