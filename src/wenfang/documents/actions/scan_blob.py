"""Asking the malware scanner about a blob and recording its verdict."""

import logging

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction

from wenfang.documents.errors import ScannerUnavailableError
from wenfang.documents.models import Blob, Document
from wenfang.documents.scanning import Verdict, scan
from wenfang.kernel.clock import now

log = logging.getLogger(__name__)


def scan_blob(*, sha256: str) -> list[Document]:
    """Scan a blob that is still unscanned; returns the documents that hold an infected one.

    Without a verdict the blob stays unscanned, and the sweep asks again. Doing it twice is once.
    """
    blob = Blob.objects.filter(pk=sha256, scan=Blob.Scan.UNSCANNED).first()
    if blob is None or not settings.WENFANG_CLAMD:
        return _infected(sha256)
    try:
        with storages["blobs"].open(blob.storage_name, "rb") as file:
            verdict = scan(file, address=settings.WENFANG_CLAMD)
    except (ScannerUnavailableError, FileNotFoundError) as error:
        log.warning("blob %s was not scanned: %s", sha256[:12], type(error).__name__)
        return []
    record_scan(sha256=sha256, verdict=verdict)
    return _infected(sha256)


def record_scan(*, sha256: str, verdict: Verdict) -> None:
    """Write what the scanner said."""
    with transaction.atomic(durable=True):
        Blob.objects.filter(pk=sha256).update(
            scan=Blob.Scan.CLEAN if verdict.is_clean else Blob.Scan.INFECTED,
            scan_signature=verdict.signature,
            scanned_at=now(),
        )


def _infected(sha256: str) -> list[Document]:
    blob_is_infected = {"revisions__blob_id": sha256, "revisions__blob__scan": Blob.Scan.INFECTED}
    return list(Document.objects.filter(**blob_is_infected).distinct())
