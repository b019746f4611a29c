"""With review on, what waits for a moderator is found at no public place; off, at every one."""

import pytest

from wenfang.accounts.actions.make_token import make_token
from wenfang.catalogue.search.catch_up import Follower
from wenfang.catalogue.search.engine import engine
from wenfang.documents.models import PageImage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def publish(client, draft, author):
    """Publishes the draft over the API and answers what the API said."""

    def act():
        token = make_token(user=author)
        answer = client.post(
            f"/api/v1/documents/{draft.document_id}/publish",
            "{}",
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code == 200, answer.content
        Follower(engine()).rebuild()
        return answer.json()

    return act


@pytest.fixture
def shown(client, draft, author):
    """The public places at which somebody who is signed out meets the document."""
    document = draft.document
    image = PageImage.objects.get(page__revision=draft, page__number=1, width=720)
    found = {
        "page": f"/d/{document.pk}",
        "report": f"/d/{document.pk}/report",
        "picture": f"/p/{image.key}.webp",
        "facts": f"/api/v1/documents/{document.pk}",
    }
    listed = {
        "home": "/",
        "author": f"/a/{author.handle}",
        "sitemap": "/sitemap.xml",
        "search": "/search?q=银杏",
        "list": "/api/v1/documents",
        "search list": "/api/v1/documents?q=银杏",
    }

    def act():
        places = {name for name, path in found.items() if client.get(path).status_code == 200}
        return places | {
            name
            for name, path in listed.items()
            if document.pk in client.get(path).content.decode()
        }

    return act


def test_with_review_on_nobody_meets_what_waits(publish, shown, settings):
    settings.WENFANG_REVIEW = True

    body = publish()

    assert (body["state"], body["published_at"]) == ("review", None)
    assert shown() == set()


def test_with_review_off_everybody_meets_it_everywhere(publish, shown):
    assert publish()["state"] == "published"
    assert shown() == {
        *("page", "report", "picture", "facts"),
        *("home", "author", "sitemap", "search", "list", "search list"),
    }


def test_a_waiting_document_cannot_be_ordered(client, publish, draft, settings):
    settings.WENFANG_REVIEW = True
    publish()
    body = {"document": draft.document_id, "email": "guest@example.org"}

    answer = client.post("/api/v1/orders", body, content_type="application/json")

    assert answer.status_code == 404


def test_a_moderator_meets_only_the_pictures(client, publish, shown, settings, moderator):
    settings.WENFANG_REVIEW = True
    publish()
    client.force_login(moderator)

    assert shown() == {"picture"}
