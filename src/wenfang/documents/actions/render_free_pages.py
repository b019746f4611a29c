"""Rendering pages that became free after a revision was ready."""

import logging
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F

from wenfang.documents import standby
from wenfang.documents.actions.report_progress import report_progress
from wenfang.documents.holders import new_holder
from wenfang.documents.models import Document, Revision
from wenfang.documents.rules import free_page_count
from wenfang.documents.steps.keep_images import Stored, discard_images, keep_images, store_images
from wenfang.documents.steps.keep_layers import keep_layers
from wenfang.documents.storage import copy_out
from wenfang.documents.workroom import private_folder
from wenfang.kernel.clock import now
from wenfang.press import PressError, TextRun, render_pages
from wenfang.queue.leases import Heartbeat, claim

log = logging.getLogger(__name__)
PAGES_AT_ONCE = 20
MAX_ATTEMPTS = 5
PAUSE = timedelta(minutes=5)


def render_free_pages(*, revision_id: str) -> int:
    """Render the free pages that have no pictures yet, a few at a time; returns how many.

    Held revisions and those with nothing to render are left alone. A crash leaves a lease that
    runs out, and the sweep wakes the job again.
    """
    revision = _begin(revision_id)
    if revision is None:
        return 0
    with Heartbeat(lambda: report_progress(revision=revision)), private_folder("render") as folder:
        done = _render(revision, folder)
    mine = Revision.objects.filter(pk=revision.pk, lease_owner=revision.lease_owner)
    mine.update(lease_until=None, lease_owner="", due_at=now() + PAUSE)
    return done


def _begin(revision_id: str) -> Revision | None:
    rows = Revision.objects.filter(
        pk=revision_id, state=Revision.State.READY, rendered_pages__lt=F("wanted_pages")
    )
    with transaction.atomic(durable=True):
        if not claim(rows, lease_owner=new_holder(), due_at=now()):
            return None
        revision = rows.select_related("document").get()
        if revision.attempts <= MAX_ATTEMPTS:
            return revision
        log.error("revision %s: some free pages cannot be rendered", revision.pk)
        rows.update(wanted_pages=F("rendered_pages"), lease_until=None, attempts=0)
        return None


def _render(revision: Revision, folder: Path) -> int:
    pdf = folder / "whole.pdf"
    copy_out(storages["pressed"], revision.pdf_name, pdf)
    done = 0
    try:
        while count := _render_some(revision, pdf, folder):
            done += count
    except PressError as error:
        log.warning("revision %s: rendering failed: %s", revision.pk, error.code)
    return done


def _render_some(revision: Revision, pdf: Path, folder: Path) -> int:
    """Render the next few pages and write their rows; 0 when nothing is missing."""
    revision.refresh_from_db(fields=["wanted_pages", "rendered_pages"])
    first = revision.rendered_pages + 1
    last = min(revision.wanted_pages, revision.rendered_pages + PAGES_AT_ONCE)
    if last < first:
        return 0
    out = folder / f"from-{first}"
    out.mkdir()
    rendered = render_pages(
        pdf, out, first=first, last=last, limits=standby.press_limits(), rooms=standby.rooms()
    )
    spare = stored = store_images(rendered.images, out)
    try:
        with transaction.atomic(durable=True):
            spare = _keep(revision, stored, rendered.runs, last)
    finally:
        discard_images(spare)
    return last - first + 1


def _keep(revision: Revision, stored: Stored, runs: dict[int, list[TextRun]], last: int) -> Stored:
    """Write the rows of what is still free: the author may have changed the number meanwhile."""
    document = Document.objects.select_for_update().get(pk=revision.document_id)
    held = Revision.objects.select_for_update().get(pk=revision.pk)
    if held.lease_owner != revision.lease_owner or held.rendered_pages != revision.rendered_pages:
        return stored
    free = free_page_count(document.free_pages, held.pages)
    spare = keep_images(held, stored, free=free)
    keep_layers(held, runs, free=free)
    held.rendered_pages = min(last, free)
    held.attempts = 0
    held.save(update_fields=["rendered_pages", "attempts"])
    return spare
