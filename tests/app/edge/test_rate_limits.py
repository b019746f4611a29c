"""How often is too often."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from wenfang.edge.rate_limits import LIMITS, limit
from wenfang.kernel.errors import TooManyRequestsError


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def use(times: int, address: str) -> None:
    for _ in range(times):
        limit(RequestFactory().post("/", REMOTE_ADDR=address), "report")


def test_one_visitor_too_many_times_is_told_how_long_to_wait() -> None:
    most, seconds = LIMITS["report"]
    with pytest.raises(TooManyRequestsError) as caught:
        use(2 * most + 1, "192.0.2.1")
    assert 0 < caught.value.details["seconds"] <= seconds


def test_another_visitor_is_not_held_up() -> None:
    use(LIMITS["report"][0], "192.0.2.1")
    use(1, "192.0.2.2")
