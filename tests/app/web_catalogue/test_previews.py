"""Pictures of pages: free ones of what is on sale for everybody, and nothing besides."""

import pytest

from wenfang.accounts.actions.make_token import make_token
from wenfang.documents.models import PageImage, Revision

pytestmark = pytest.mark.django_db(transaction=True)


def address_of(revision: Revision, number: int) -> str:
    image = PageImage.objects.get(page__revision=revision, page__number=number, width=720)
    return f"/p/{image.key}.webp"


def test_a_published_picture_may_be_kept_for_good(client, listing):
    answer = client.get(address_of(listing.revision, 1))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]
    assert "s-maxage=300" in answer["Cache-Control"], "a shared cache must forget a takedown"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"


def test_a_draft_is_seen_by_its_owner_alone(client, draft, author, buyer):
    address = address_of(draft, 1)
    assert client.get(address).status_code == 404
    client.force_login(buyer)
    assert client.get(address).status_code == 404
    client.force_login(author)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_a_token_opens_what_the_api_lists_for_its_owner(client, draft, author, buyer):
    address = address_of(draft, 1)

    def status_for(token: str) -> int:
        return client.get(address, headers={"Authorization": f"Bearer {token}"}).status_code

    assert status_for(make_token(user=author)) == 200
    assert status_for(make_token(user=buyer)) == 404
    assert status_for("wf_wrong") != 200


def test_a_page_that_is_no_longer_free_is_gone(client, listing):
    address = address_of(listing.revision, 2)
    assert client.get(address).status_code == 200
    listing.document.free_pages = 1
    listing.document.save()
    assert client.get(address).status_code == 404
