"""What every test of the application starts from."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """Limits that one test used up are not missing in the next."""
    cache.clear()
    yield
    cache.clear()
