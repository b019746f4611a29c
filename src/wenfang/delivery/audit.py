"""What must always hold about rights and the bytes that they promise."""

import hashlib
from collections.abc import Iterator

from django.core.files.storage import storages

from wenfang.catalogue.models import Listing
from wenfang.delivery.models import Entitlement
from wenfang.documents.models import Blob
from wenfang.kernel.ids import mask

CHUNK = 1024 * 1024


def promised_bytes_exist() -> Iterator[str]:
    """Every file that is on sale or was sold is there, whole, and hashes to its name."""
    sold = Entitlement.objects.filter(closed_at__isnull=True).values("revision__blob")
    listed = Listing.objects.filter(state=Listing.State.PUBLISHED).values("revision__blob")
    for blob in Blob.objects.filter(pk__in=sold.union(listed)).iterator():
        if problem := _problem_with(blob):
            yield f"file {blob}: {problem}"


def infected_files_are_not_on_sale() -> Iterator[str]:
    infected = Listing.objects.filter(
        state=Listing.State.PUBLISHED, revision__blob__scan=Blob.Scan.INFECTED
    )
    for listing in infected:
        yield f"document {listing.pk} is on sale, and its file is infected"


def clean_files_were_scanned() -> Iterator[str]:
    for blob in Blob.objects.filter(scan=Blob.Scan.CLEAN, scanned_at__isnull=True):
        yield f"file {blob} is called clean, but nobody scanned it"


def grants_name_their_reason() -> Iterator[str]:
    """A right that no sale gave was given by somebody who said why."""
    for entitlement in Entitlement.objects.exclude(source_kind="order_line").filter(reason=""):
        yield f"entitlement {mask(entitlement.pk)} has neither a sale nor a reason"


def _problem_with(blob: Blob) -> str:
    digest = hashlib.sha256()
    try:
        with storages["blobs"].open(blob.storage_name, "rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return "is not there"
    return "" if digest.hexdigest() == blob.sha256 else "holds other bytes than it should"
