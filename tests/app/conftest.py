"""What every test of the application starts from."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from wenfang.edge.crowding import Crowd
from wenfang.web.library import download


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """Limits that one test used up are not missing in the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """The language of one test's last request is not what the next one speaks."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Downloads that one test left unread are not running in the next."""
    monkeypatch.setattr(download, "READERS", Crowd())
