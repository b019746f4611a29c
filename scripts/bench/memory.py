"""How much memory programs and all that they start take together, seen from outside."""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.processes import descendants

KIB = 1024
LOOK_EVERY_SECONDS = 0.1


def bytes_of(pids: Iterable[int]) -> int:
    """Memory of these processes, where pages that they share count once in all (PSS)."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * KIB
    return total


class Peak:
    """Watches the processes that ``roots`` names, and all below them, while its block runs."""

    def __init__(self, roots: Callable[[], Iterable[int]]) -> None:
        self.bytes = 0
        self._roots = roots
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(LOOK_EVERY_SECONDS):
            roots = set(self._roots())
            self.bytes = max(self.bytes, bytes_of(roots | set(descendants(roots))))
