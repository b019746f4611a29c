"""One answer per Idempotency-Key: a repeated POST gets what the first one got."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from wenfang.edge.asking import visitor
from wenfang.edge.errors import BadKeyError, KeyReusedError, StillRunningError
from wenfang.edge.models import RememberedAnswer
from wenfang.kernel.clock import now

ABANDONED_AFTER = timedelta(seconds=60)
KEY_LENGTH = 120

Answer = tuple[int, Any]


def answer_once(request: HttpRequest, act: Callable[[], Answer]) -> Answer:
    """Run ``act`` once per key and caller and replay its answer; without a key just run it.

    Answers below 500 are remembered. An act that raises is forgotten, so it may be tried again.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return act()
    if not 1 <= len(key) <= KEY_LENGTH:
        raise BadKeyError
    row, is_first = _claim(visitor(request).key, key, fingerprint_of(request))
    if not is_first and row.status is not None:
        return row.status, row.body
    try:
        status, body = act()
    except BaseException:
        RememberedAnswer.objects.filter(pk=row.pk).delete()
        raise
    RememberedAnswer.objects.filter(pk=row.pk).update(status=status, body=body)
    return status, body


def _claim(caller: str, key: str, fingerprint: str) -> tuple[RememberedAnswer, bool]:
    """Returns the row and whether this request is the one to act."""
    try:
        with transaction.atomic():
            return RememberedAnswer.objects.create(
                caller=caller, key=key, fingerprint=fingerprint
            ), True
    except IntegrityError:
        row = RememberedAnswer.objects.get(caller=caller, key=key)
    if row.fingerprint != fingerprint:
        raise KeyReusedError
    if row.status is None:
        # Whoever holds it may have died; after a minute the next one takes it over, once.
        taken = RememberedAnswer.objects.filter(
            pk=row.pk, status__isnull=True, created_at__lt=now() - ABANDONED_AFTER
        ).update(created_at=now())
        if not taken:
            raise StillRunningError
        return row, True
    return row, False


def fingerprint_of(request: HttpRequest) -> str:
    """SHA-256 over method, path and what was sent, so that a key cannot answer something else."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            digest.update(repr((name, values)).encode())
        for name, file in sorted(request.FILES.items()):
            digest.update(repr((name, getattr(file, "name", ""))).encode())
            if isinstance(file, UploadedFile):
                for chunk in file.chunks():
                    digest.update(chunk)
                file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()
