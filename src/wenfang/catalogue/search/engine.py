"""Which search engine this site uses; the wiring says so once."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from wenfang.catalogue.search.port import SearchEngine

_paths: dict[str, str] = {}


def connect(path: str) -> None:
    """Use the engine at this dotted path, a class that takes the folder of its index."""
    _paths["engine"] = path


def engine() -> SearchEngine:
    """The engine over this site's index; one per process."""
    return _opened(_paths["engine"], Path(settings.WENFANG_SEARCH_INDEX))


@lru_cache(maxsize=4)
def _opened(path: str, folder: Path) -> SearchEngine:
    made: SearchEngine = import_string(path)(folder)
    return made
