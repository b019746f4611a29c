"""A document on sale, a provider that really runs, and a database that may be emptied of money."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.providers import Ear, RunningSandbox, listening
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


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Hears notices in the site's place, so that a test decides when they arrive."""
    with listening() as one:
        yield one


@pytest.fixture
def sandbox(settings, tmp_path: Path, ear: Ear) -> Iterator[RunningSandbox]:
    """The site's own sandbox provider."""
    settings.WENFANG_DATA, settings.WENFANG_SANDBOX_FOLDER = tmp_path, tmp_path / "sandbox"
    settings.WENFANG_PORT = int(ear.url.split(":")[2].split("/")[0])
    running = RunningSandbox(tmp_path).start()
    yield running
    running.kill()
