"""A guest, a document on sale, and a database that can be emptied of money."""

from collections.abc import Iterator

import pytest

from tests.factories.sales import a_listing, empty_the_ledger
from wenfang.accounts.models import User
from wenfang.catalogue.models import Listing


@pytest.fixture
def listing(author: User) -> Listing:
    """A published document at three yuan."""
    return a_listing(author)


@pytest.fixture
def selling_db(transactional_db: None) -> Iterator[None]:
    """Real commits, for tests that look from two sides; the ledger is emptied at the end."""
    yield
    empty_the_ledger()
