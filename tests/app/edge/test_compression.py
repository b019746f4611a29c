"""Text is compressed on its way out; bytes that were sold are not."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from wenfang.edge.compression import TextCompressionMiddleware

ACCEPTS = {"HTTP_ACCEPT_ENCODING": "gzip"}


def answered(content_type: str) -> HttpResponse:
    body = HttpResponse(b"wenfang " * 500, content_type=content_type)
    middleware = TextCompressionMiddleware(lambda request: body)
    return middleware(RequestFactory().get("/", **ACCEPTS))


@pytest.mark.django_db
def test_a_page_travels_compressed() -> None:
    answer = Client().get("/", **ACCEPTS)
    assert answer["Content-Encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(answer.content)


@pytest.mark.parametrize("kind", ["application/octet-stream", "image/webp"])
def test_bytes_are_left_as_they_are(kind: str) -> None:
    answer = answered(kind)
    assert "Content-Encoding" not in answer
    assert answer.content == b"wenfang " * 500


def test_the_same_bytes_as_text_would_be_compressed() -> None:
    assert answered("text/plain")["Content-Encoding"] == "gzip"
