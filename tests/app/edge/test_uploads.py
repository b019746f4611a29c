"""What an upload may cost while its bytes arrive, before anybody looks at them."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.factories.files import a_pdf
from wenfang.accounts.actions.make_token import make_token
from wenfang.accounts.models import User
from wenfang.documents.models import Revision
from wenfang.edge import uploads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each file had on disk when its last byte had come."""
    sizes: list[int] = []
    complete = uploads.BoundedUploadHandler.file_complete

    def noting(handler: uploads.BoundedUploadHandler, file_size: int) -> object:
        handler.file.flush()
        sizes.append(Path(handler.file.temporary_file_path()).stat().st_size)
        return complete(handler, file_size)

    monkeypatch.setattr(uploads.BoundedUploadHandler, "file_complete", noting)
    return sizes


@pytest.fixture
def author_client(author: User) -> Client:
    return Client(headers={"Authorization": f"Bearer {make_token(user=author)}"})


def a_file(content: bytes, name: str = "a.pdf") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def test_a_guest_puts_no_file_on_our_disk(client: Client, written: list[int]) -> None:
    answer = client.post("/accounts/login/", a_file(b"x" * 100_000))
    assert answer.status_code == 200
    assert written == []


def test_a_member_does(client: Client, author: User, written: list[int]) -> None:
    client.force_login(author)
    client.post("/studio/upload", a_file(a_pdf(["one"])))
    assert written == [len(a_pdf(["one"]))]


def test_of_a_file_that_is_too_large_little_is_written(
    author_client: Client, written: list[int], settings: Settings
) -> None:
    settings.WENFANG_MAX_UPLOAD = 100_000
    answer = author_client.post("/api/v1/documents", a_file(b"x" * 300_000))
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"
    assert written == [100_001]


def test_far_too_much_is_refused_before_it_is_read(
    author_client: Client, written: list[int], settings: Settings
) -> None:
    settings.WENFANG_MAX_UPLOAD = 1000
    answer = author_client.post("/api/v1/documents", a_file(b"x" * 300_000))
    assert answer.status_code == 413
    assert written == []


@pytest.mark.parametrize("name", ["1." + "关于进一步做好" * 30, "a." + "b" * 240])
def test_a_long_name_with_a_dot_is_a_name_like_any_other(author_client: Client, name: str) -> None:
    answer = author_client.post("/api/v1/documents", a_file(a_pdf(["one"]), name))
    assert answer.status_code == 201, answer.content
    assert name.startswith(Revision.objects.get().file_name[:20])
