"""An index of its own for each test, and a follower that brings it up to date."""

from pathlib import Path

import pytest

from wenfang.catalogue.search.catch_up import Follower
from wenfang.catalogue.search.engine import engine


@pytest.fixture
def follower(settings, tmp_path: Path) -> Follower:
    """Each ``step`` brings the test's index up to the database."""
    settings.WENFANG_SEARCH_INDEX = tmp_path / "index"
    return Follower(engine())
