"""What tests share: the named cast, and a whole site for those that need one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site import Site


@pytest.fixture
def author(db: None):
    """Somebody who publishes."""
    return _person("author@example.org")


@pytest.fixture
def buyer(db: None):
    """Somebody who pays."""
    return _person("buyer@example.org")


@pytest.fixture
def moderator(db: None):
    """Somebody who decides cases."""
    return _person("moderator@example.org", role="moderator")


@pytest.fixture
def operator(db: None):
    """Somebody who runs the site."""
    return _person("operator@example.org", role="operator")


def _person(email: str, **fields: str):
    from wenfang.accounts.models import User

    return User.objects.create_user(email, "a long password", **fields)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with tables and static files and nothing else, made by a real start."""
    first = Site(tmp_path_factory.mktemp("prepared") / "data")
    first.start()
    first.stop()
    return first.data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Site]:
    """A running site of this module's own: web server, workers, index, sweep and sandbox."""
    running = Site(tmp_path_factory.mktemp("site") / "data", prepared=prepared)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def new_site(tmp_path: Path, prepared: Path) -> Iterator[Callable[..., Site]]:
    """Makes sites that are stopped when the test ends; they are not started yet."""
    made: list[Site] = []

    def make(name: str = "site", **given: Any) -> Site:
        made.append(Site(tmp_path / name, prepared=prepared, **given))
        return made[-1]

    yield make
    for one in made:
        one.kill_everything()
