"""Errors as pages, in the reader's language, with the error's own status."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from wenfang.kernel.errors import (
    ConflictError,
    SignInRequiredError,
    TooManyRequestsError,
    UnavailableError,
    WenfangError,
)
from wenfang.web.error_pages import ErrorPageMiddleware


@pytest.fixture
def translate_error():
    """What a page answers when its view raised the error."""

    def act(error: Exception, path: str = "/studio/", method: str = "get"):
        request = getattr(RequestFactory(), method)(path)
        request.user = None
        return ErrorPageMiddleware(lambda request: None).process_exception(request, error)

    return act


@pytest.mark.parametrize(
    ("error", "status"),
    [(ConflictError(), 409), (UnavailableError(), 503), (WenfangError(), 500)],
)
def test_an_error_keeps_its_status_and_says_what_to_do(translate_error, error, status):
    answer = translate_error(error)
    assert answer.status_code == status
    assert error.message("zh") in answer.content.decode()


def test_the_same_error_is_told_in_english(translate_error):
    with translation.override("en"):
        page = translate_error(ConflictError()).content.decode()
    assert "Something has changed meanwhile" in page
    assert ConflictError().message("en") in page


def test_who_is_too_fast_learns_when_to_come_back(translate_error):
    answer = translate_error(TooManyRequestsError(seconds=42))
    assert answer.status_code == 429
    assert answer["Retry-After"] == "42"


def test_a_guest_is_led_to_the_sign_in_page_and_back(translate_error):
    answer = translate_error(SignInRequiredError(), "/studio/?tab=drafts")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/studio/%3Ftab%3Ddrafts"


def test_a_form_sent_without_signing_in_is_not_sent_around(translate_error):
    assert translate_error(SignInRequiredError(), method="post").status_code == 401


def test_the_api_and_strange_exceptions_are_left_to_others(translate_error):
    assert translate_error(ConflictError(), "/api/v1/documents") is None
    assert translate_error(ValueError("a bug")) is None


def test_the_last_resort_needs_no_context():
    from django.template.loader import render_to_string

    page = render_to_string("500.html")
    assert "我们这边出了问题" in page
    assert "Something broke on our side" in page


def test_a_request_for_a_strange_host_still_gets_a_page(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "无法处理这个请求" in answer.content.decode()
