"""How many slow things of one kind one address may do at the same time."""

import threading
from collections import Counter

# Who sends a body without end, or reads a download without haste, holds a thread of the server for
# as long as it likes. There are more than twice as many (see cli/serve.py), so that one address
# never holds them all.
MOST_AT_ONCE = 32
PAUSE_SECONDS = 5


class Crowd:
    """Counts one kind of thing by address, within this process, which is the whole web server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Whether there was room; only who got in leaves again."""
        with self._lock:
            if self._inside[address] >= MOST_AT_ONCE:
                return False
            self._inside[address] += 1
            return True

    def leave(self, address: str) -> None:
        with self._lock:
            self._inside[address] -= 1
            if not self._inside[address]:
                del self._inside[address]
