"""Where this site's work in progress lies: in its data folder, so that it counts to that disk."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from wenfang.kernel import workroom


@contextlib.contextmanager
def private_folder(purpose: str) -> Iterator[Path]:
    """A folder of one's own, gone at the end of the work."""
    root = Path(settings.WENFANG_DATA) / "tmp"
    root.mkdir(parents=True, exist_ok=True)
    with workroom.private_folder(root, f"work-{purpose}-") as folder:
        yield folder
