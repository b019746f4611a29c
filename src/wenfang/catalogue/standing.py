"""Where one of an author's documents stands: one word for its row, from its newest revision."""

from typing import TypedDict

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django_stubs_ext import WithAnnotations

from wenfang.documents.models import Document, Revision

PROCESSING, FAILED, READY = "processing", "failed", "ready"
PUBLISHED, WITHDRAWN = "published", "withdrawn"
STANDINGS = (PROCESSING, READY, PUBLISHED, WITHDRAWN, FAILED)


class Standing(TypedDict):
    """What ``with_standing`` adds to a document."""

    newest_id: str
    newest_state: str
    standing: str


StandingDocument = WithAnnotations[Document, Standing]


def with_standing(documents: QuerySet[Document]) -> QuerySet[StandingDocument]:
    """Add ``standing`` (one of STANDINGS) and ``newest_id`` to each document.

    What is on sale stays "published" while a further revision is converted or has failed.
    """
    newest = Revision.objects.filter(document=OuterRef("pk")).order_by("-number")
    return documents.annotate(
        newest_id=Subquery(newest.values("id")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        standing=Case(
            When(listing__state="published", then=Value(PUBLISHED)),
            When(listing__state="withdrawn", then=Value(WITHDRAWN)),
            When(newest_state=Revision.State.FAILED, then=Value(FAILED)),
            When(newest_state=Revision.State.READY, then=Value(READY)),
            default=Value(PROCESSING),
            output_field=CharField(),
        ),
    ).order_by(F("created_at").desc())
