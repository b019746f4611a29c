"""Recording what the virus scanner said about a blob."""

from django.db import transaction

from wenfang.documents.models import Blob, Document
from wenfang.documents.scanning import Verdict
from wenfang.kernel.clock import now


def record_scan(*, sha256: str, verdict: Verdict) -> list[str]:
    """Write the verdict; returns the ids of the documents that hold an infected blob."""
    with transaction.atomic(durable=True):
        Blob.objects.filter(pk=sha256).update(
            scan=Blob.Scan.CLEAN if verdict.is_clean else Blob.Scan.INFECTED,
            scan_signature=verdict.signature,
            scanned_at=now(),
        )
        if verdict.is_clean:
            return []
        holding = Document.objects.filter(revisions__blob_id=sha256).distinct()
        return list(holding.values_list("pk", flat=True))
