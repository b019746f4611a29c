"""Projecting how many downloads a document has had onto its listing."""

from django.db import transaction
from django.db.models import F

from wenfang.catalogue.models import Listing


def count_downloads(*, document_id: str, total: int) -> None:
    """Write the total, counted anew by the caller; doing it twice is once.

    What was counted before the document came to this site is added.
    """
    with transaction.atomic(durable=True):
        Listing.objects.filter(pk=document_id).update(downloads=F("downloads_before") + total)
