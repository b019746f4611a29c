"""What the API promises to everybody who builds on it: shapes, errors, who may see what."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.files import a_renamed_program
from wenfang.accounts.actions.make_token import make_token
from wenfang.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guest() -> Client:
    return Client(headers={"Accept-Language": "en"})


@pytest.fixture
def author_client(author: User) -> Client:
    token = make_token(user=author)
    return Client(headers={"Authorization": f"Bearer {token}", "Accept-Language": "en"})


def error_of(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    body = answer.json()
    assert set(body) == {"error"}
    assert {"code", "message"} <= set(body["error"]) <= {"code", "message", "fields"}
    error: dict[str, Any] = body["error"]
    return error


def test_an_empty_library_is_an_empty_list(guest: Client) -> None:
    body = guest.get("/api/v1/documents").json()
    assert body == {"items": [], "total": 0, "page": 1, "page_size": 20}


@pytest.mark.parametrize("path", ["/api/v1/documents/nothing", "/api/v1/orders/x", "/api/v1/x/y"])
def test_what_is_not_there_is_not_found_in_the_one_shape(guest: Client, path: str) -> None:
    assert error_of(guest.get(path), 404)["code"] == "not_found"


def test_a_method_that_an_address_does_not_take_is_named(guest: Client) -> None:
    answer = guest.put("/api/v1/documents")
    assert error_of(answer, 405)["code"] == "method_not_allowed"
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


def test_uploading_needs_a_token(guest: Client) -> None:
    answer = guest.post("/api/v1/documents", {})
    assert error_of(answer, 401)["code"] == "sign_in_required"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_wrong_token_is_an_error_and_not_a_guest() -> None:
    wrong = Client(headers={"Authorization": "Bearer wf_wrong"})
    assert error_of(wrong.get("/api/v1/documents"), 401)["code"] == "bad_token"


def test_a_browsers_session_does_not_count_as_a_token(author: User) -> None:
    browser = Client()
    browser.force_login(author)
    error_of(browser.post("/api/v1/documents", {}), 401)


def test_a_missing_file_is_named(author_client: Client) -> None:
    error = error_of(author_client.post("/api/v1/documents", {"title": "T"}), 422)
    assert error["code"] == "invalid_input"
    assert "file" in error["fields"]


def test_a_body_that_is_not_json_is_the_clients_fault(guest: Client) -> None:
    answer = guest.post("/api/v1/orders", "{", content_type="application/json")
    assert error_of(answer, 400)["code"] == "malformed_request"


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"price": "-1"}, "price"), ({"price": "3.5"}, "price"), ({"category": "no"}, "category")],
)
def test_a_field_that_cannot_be_is_refused_before_anything_is_kept(
    author_client: Client, author: User, fields: dict[str, str], name: str
) -> None:
    file = SimpleUploadedFile("a.txt", b"text")
    error = error_of(author_client.post("/api/v1/documents", {"file": file, **fields}), 422)
    assert name in error["fields"]
    assert not author.documents.exists()


def test_messages_come_in_the_callers_language(author: User) -> None:
    token = make_token(user=author)
    said = {}
    for language in ("zh-CN", "en-US", ""):
        client = Client(headers={"Authorization": f"Bearer {token}", "Accept-Language": language})
        file = SimpleUploadedFile("a.docx", a_renamed_program())
        said[language] = error_of(client.post("/api/v1/documents", {"file": file}), 422)
    assert {error["code"] for error in said.values()} == {"unsupported_format"}
    assert said["zh-CN"]["message"] == said[""]["message"] != said["en-US"]["message"]


def test_the_description_of_the_api_is_served_and_needs_no_other_host(guest: Client) -> None:
    description = guest.get("/api/v1/openapi.json").json()
    assert "/api/v1/orders" in description["paths"]
    page = guest.get("/api/v1/docs")
    assert page.status_code == 200
    assert b"//cdn" not in page.content


@pytest.mark.parametrize("text", [r"\ud800", r"x\udfffx"])
def test_half_a_character_is_not_text_and_no_fault_of_ours(guest: Client, text: str) -> None:
    body = f'{{"document": "{text}"}}'
    answer = guest.post("/api/v1/orders", body, "application/json")
    assert error_of(answer, 400)["code"] == "malformed_request"
