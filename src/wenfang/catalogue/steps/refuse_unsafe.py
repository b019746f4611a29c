"""Refusing to sell what is infected, or what a configured scanner has not seen."""

from django.conf import settings

from wenfang.catalogue.errors import InfectedFileError, NotScannedError
from wenfang.documents.models import Blob, Revision
from wenfang.documents.rules import can_sell


def refuse_unsafe(revision: Revision) -> None:
    """Raises InfectedFileError, or NotScannedError where a scanner is configured."""
    scan = revision.blob.scan
    if can_sell(is_ready=True, scan=scan, scan_required=bool(settings.WENFANG_CLAMD)):
        return
    raise InfectedFileError if scan == Blob.Scan.INFECTED else NotScannedError
