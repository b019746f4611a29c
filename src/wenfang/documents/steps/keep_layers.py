"""Keeping the words of free pages where they stand, and of no other page."""

from collections.abc import Mapping, Sequence

from wenfang.documents.models import Page, Revision, TextLayer
from wenfang.press import TextRun
from wenfang.queue.transactions import need_transaction


def keep_layers(revision: Revision, runs: Mapping[int, Sequence[TextRun]], *, free: int) -> None:
    """Write the layers of the first ``free`` pages that have none yet, in the caller's
    transaction; what else is in ``runs`` is thrown away.
    """
    need_transaction()
    wanted = [number for number, found in runs.items() if found and number <= free]
    pages = Page.objects.filter(revision=revision, number__in=wanted, layer__isnull=True)
    TextLayer.objects.bulk_create(
        TextLayer(page_id=key, runs=[_compact(run) for run in runs[number]])
        for key, number in pages.values_list("pk", "number")
    )


def _compact(run: TextRun) -> list[float | str]:
    """A tenth of a point is finer than any screen shows, and shorter on the wire."""
    x, y, width, height, text = run
    return [round(x, 1), round(y, 1), round(width, 1), round(height, 1), text]
