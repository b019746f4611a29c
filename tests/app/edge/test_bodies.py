"""One sender of endless bodies must not hold every thread of the server."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory

from wenfang.cli.serve import THREADS
from wenfang.edge.bodies import BodyMiddleware
from wenfang.edge.crowding import MOST_AT_ONCE


def a_post(address: str = "203.0.113.9", body: str = "a=1") -> HttpRequest:
    kind = "application/x-www-form-urlencoded"
    return RequestFactory().post("/", body, kind, REMOTE_ADDR=address)


@contextmanager
def a_crowded_house(crowd: int) -> Iterator[BodyMiddleware]:
    """So many requests of one address are being answered, until the block ends."""
    inside = threading.Barrier(crowd + 1, timeout=10)
    end = threading.Event()

    def view(request: HttpRequest) -> HttpResponseBase:
        if request.META["REMOTE_ADDR"] == "203.0.113.9" and not end.is_set():
            inside.wait()
            end.wait(10)
        return HttpResponse()

    house = BodyMiddleware(view)
    with ThreadPoolExecutor(crowd) as pool:
        for _ in range(crowd):
            pool.submit(house, a_post())
        inside.wait()
        try:
            yield house
        finally:
            end.set()


def test_the_server_has_threads_that_one_address_cannot_hold() -> None:
    assert 2 * MOST_AT_ONCE < THREADS


def test_beyond_the_bound_a_body_is_refused_unread() -> None:
    with a_crowded_house(MOST_AT_ONCE) as house:
        answer = house(a_post())
        assert answer.status_code == 429
        assert answer["Retry-After"] == "5"
        assert house(a_post(address="198.51.100.7")).status_code == 200
    assert house(a_post()).status_code == 200


def test_requests_without_a_body_are_not_counted() -> None:
    with a_crowded_house(MOST_AT_ONCE) as house:
        other = RequestFactory().get("/", REMOTE_ADDR="203.0.113.10")
        assert house(other).status_code == 200
        assert house(a_post(address="203.0.113.10", body="")).status_code == 200
