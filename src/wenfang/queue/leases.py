"""Leases on rows: one worker at a time, and a dead worker's row comes free by itself."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from django.db import DatabaseError, connection
from django.db.models import F, Q, QuerySet

from wenfang.kernel.clock import now

log = logging.getLogger(__name__)
LEASE_SECONDS = 20.0
HEARTBEAT_SECONDS = 5.0


def overdue() -> Q:
    """Rows that nobody holds: never leased, or the lease ran out."""
    return Q(lease_until__isnull=True) | Q(lease_until__lt=now())


def claim(rows: QuerySet[Any], *, seconds: float = LEASE_SECONDS, **changes: Any) -> bool:
    """Take the lease of the one row in ``rows`` and count the attempt; False if it is held."""
    until = now() + timedelta(seconds=seconds)
    changed = rows.filter(overdue()).update(
        lease_until=until, attempts=F("attempts") + 1, **changes
    )
    return changed == 1


class Heartbeat:
    """Renews a lease from a thread of its own for as long as the block runs."""

    def __init__(self, renew: Callable[[], object], *, every: float = HEARTBEAT_SECONDS) -> None:
        self._renew = renew
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._stop.wait(self._every):
                self._renew_or_wait()
        finally:
            connection.close()

    def _renew_or_wait(self) -> None:
        """A database that is busy now may answer at the next beat, before the lease is over."""
        try:
            self._renew()
        except DatabaseError:
            log.warning("a lease could not be renewed", exc_info=True)


def renewed(*, seconds: float = LEASE_SECONDS) -> dict[str, Any]:
    """The column that a renewal writes."""
    return {"lease_until": now() + timedelta(seconds=seconds)}
