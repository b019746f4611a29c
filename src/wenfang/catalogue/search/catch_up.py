"""Bringing this host's index up to what the database says, change by change."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.db.models import Max

from wenfang.catalogue.models import SearchChange
from wenfang.catalogue.search.entries import all_entries, entries_of
from wenfang.catalogue.search.port import Entry, SearchEngine
from wenfang.kernel.clock import now

log = logging.getLogger(__name__)
CHANGES_AT_ONCE = 200
# Two transactions may commit their changes in the other order than they got their numbers. So
# the mark stays behind by longer than a transaction takes, and what was seen is not done again.
SETTLED_AFTER = timedelta(seconds=30)


class Follower:
    """Follows the table of changes; ``tick`` is called often, to show that it is alive."""

    def __init__(self, engine: SearchEngine, *, tick: Callable[[], None] = lambda: None) -> None:
        self._engine = engine
        self._tick = tick
        self._seen: set[int] = set()
        self._build = ""

    def step(self) -> int:
        """Apply what is new, or rebuild what is unusable; returns how many documents were read."""
        mark = self._engine.mark()
        if mark is None or mark.number > _newest():
            return self.rebuild()
        if mark.build != self._build:
            self._build, self._seen = mark.build, set()
        changes = self._unseen(mark.number)
        if not changes:
            return 0
        entries, removed = entries_of(changes.values())
        settled = _settled(before=max(changes))
        self._engine.apply(entries, removed, max(mark.number, settled))
        self._seen = {number for number in self._seen | changes.keys() if number > settled}
        return len(set(changes.values()))

    def rebuild(self) -> int:
        """Index everything that is on sale anew."""
        mark = _settled(before=_newest())
        read: list[str] = []
        self._engine.rebuild(self._watched(all_entries(), read), mark)
        log.info("the search index was rebuilt: %s documents", len(read))
        return len(read)

    def _watched(self, entries: Iterable[Entry], read: list[str]) -> Iterator[Entry]:
        """The entries themselves, with a sign of life before each and their ids noted."""
        for entry in entries:
            self._tick()
            read.append(entry.document_id)
            yield entry

    def _unseen(self, mark: int) -> dict[int, str]:
        """Changes after the mark that this process has not applied yet, by number."""
        after = SearchChange.objects.filter(pk__gt=mark).exclude(pk__in=self._seen)
        rows = after.order_by("pk").values_list("pk", "document_id")
        return dict(rows[:CHANGES_AT_ONCE])


def _newest() -> int:
    return SearchChange.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _settled(*, before: int) -> int:
    """The newest number up to ``before`` that no open transaction can undercut any more."""
    old = SearchChange.objects.filter(pk__lte=before, at__lt=now() - SETTLED_AFTER)
    return old.aggregate(newest=Max("pk"))["newest"] or 0
