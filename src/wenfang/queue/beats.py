"""Signs of life: each process of a site touches a file; health looks at how old it is."""

import time
from pathlib import Path

from django.conf import settings

FRESH_SECONDS = 10.0


def beat_file(name: str) -> Path:
    folder: Path = settings.WENFANG_DATA / "run"
    return folder / f"{name}.beat"


def beat(name: str) -> None:
    """Say that the process ``name`` is alive now."""
    path = beat_file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def is_fresh(name: str, *, seconds: float = FRESH_SECONDS) -> bool:
    """Whether the process ``name`` has given a sign of life within ``seconds``."""
    try:
        return time.time() - beat_file(name).stat().st_mtime < seconds
    except FileNotFoundError:
        return False
