"""One word for where a document stands, the same in the studio's list and in the API."""

import pytest

from tests.factories.documents import a_written_revision
from wenfang.accounts.models import User
from wenfang.catalogue.access import listing_of
from wenfang.catalogue.models import Listing
from wenfang.catalogue.standing import STANDINGS, standing_of, with_standing
from wenfang.documents.models import Document, Revision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("listing", "newest", "standing"),
    [
        (None, "received", "processing"),
        ("draft", "pressing", "processing"),
        ("draft", "ready", "ready"),
        ("draft", "failed", "failed"),
        ("review", "ready", "review"),
        ("review", "pressing", "review"),
        ("published", "failed", "published"),
        ("withdrawn", "ready", "withdrawn"),
    ],
)
def test_one_word_says_where_a_document_stands(
    author: User, listing: str | None, newest: str, standing: str
) -> None:
    earlier = a_written_revision(author)
    document = earlier.document
    newer = a_written_revision(author, document=document)
    Revision.objects.filter(pk=newer.pk).update(state=newest)
    if listing:
        proposed = earlier if listing == "review" else None
        Listing.objects.create(document=document, state=listing, proposed=proposed)

    listed = with_standing(Document.objects.filter(pk=document.pk)).get()
    newer.refresh_from_db()

    assert listed.standing == standing_of(listing_of(document), newer) == standing
    assert standing in STANDINGS


def test_a_list_tells_each_document_from_its_own_newest_revision(author: User) -> None:
    ready = a_written_revision(author).document
    failed = a_written_revision(author).document
    failed.revisions.update(state="failed")
    found = {one.pk: one.standing for one in with_standing(Document.objects.all())}

    assert found == {ready.pk: "ready", failed.pk: "failed"}
