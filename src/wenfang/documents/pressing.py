"""Running the press over a leased revision: private folder, lease kept alive, progress shown."""

import contextlib
import logging
import time
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError

from wenfang.documents import standby
from wenfang.documents.actions.begin_pressing_again import keep_old_pages
from wenfang.documents.actions.record_failure import record_failure
from wenfang.documents.actions.record_first_pages import record_first_pages
from wenfang.documents.actions.record_pages import LostLeaseError, record_pages
from wenfang.documents.actions.report_progress import report_progress
from wenfang.documents.models import Revision
from wenfang.documents.rules import MAX_DEFAULT_FREE_PAGES
from wenfang.documents.storage import copy_out
from wenfang.documents.workroom import private_folder
from wenfang.press import (
    FirstPages,
    OurFaultError,
    PressError,
    PressResult,
    fonts_fingerprint,
    press_document,
)
from wenfang.queue.leases import Heartbeat

log = logging.getLogger(__name__)
PROGRESS_EVERY_SECONDS = 0.3


class Reporter:
    """Shows progress as the press tells it, without writing a row for every page."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._step = ""
        self._written = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        moment = time.monotonic()
        if step == self._step and moment - self._written < PROGRESS_EVERY_SECONDS and done < total:
            return
        self._step, self._written = step, moment
        # A number that nobody sees is no reason to lose the conversion.
        with contextlib.suppress(DatabaseError):
            report_progress(revision=self._revision, step=step, done=done, total=total)


class HandedOverError(Exception):
    """The first pages are there and another job converts the whole: this one is done."""


def press_leased(revision: Revision) -> Revision | None:
    """Press what begin_pressing answered and record the outcome; None if it did not get ready.

    The first time a long document ends with its first pages; the whole is pressed by the next job.
    """
    try:
        with (
            Heartbeat(lambda: report_progress(revision=revision)),
            private_folder("press") as folder,
        ):
            result = _press(revision, folder)
            return record_pages(revision=revision, result=result, folder=folder / "out")
    except HandedOverError:
        log.info("revision %s: first pages recorded", revision.pk)
    except LostLeaseError:
        log.warning("revision %s: another attempt has taken over", revision.pk)
    except PressError as error:
        record_failure(revision=revision, error=error)
    except Exception as error:
        # Whatever it is, a person must see a state with a reason and not a file that hangs.
        log.exception("revision %s: the press job failed", revision.pk)
        record_failure(revision=revision, error=OurFaultError(f"{type(error).__name__}: {error}"))
    finally:
        standby.refill()
    return None


def press_again_leased(revision: Revision) -> bool:
    """Press a ready revision anew; its old pages stay until new ones are there, or for good."""
    try:
        with (
            Heartbeat(lambda: report_progress(revision=revision)),
            private_folder("press") as folder,
        ):
            result = _press(revision, folder)
            record_pages(revision=revision, result=result, folder=folder / "out")
    except (LostLeaseError, PressError) as error:
        log.warning("revision %s keeps its old pages: %s", revision.pk, error)
        keep_old_pages(revision=revision)
        return False
    finally:
        standby.refill()
    return True


def _press(revision: Revision, folder: Path) -> PressResult:
    revision.fonts_edition = fonts_fingerprint(settings.WENFANG_FONTS)
    source = folder / "source"
    copy_out(storages["blobs"], revision.blob.storage_name, source)
    chosen = revision.document.free_pages
    may_hand_over = revision.is_unfinished and not revision.provisional_pages

    def hand_over(first: FirstPages) -> None:
        record_first_pages(revision=revision, first=first)
        raise HandedOverError

    return press_document(
        source,
        folder / "out",
        name=revision.file_name,
        first=1,
        last=MAX_DEFAULT_FREE_PAGES if chosen is None else chosen,
        limits=standby.press_limits(),
        rooms=standby.rooms(),
        progress=Reporter(revision),
        on_first_pages=hand_over if may_hand_over else None,
    )
