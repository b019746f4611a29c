"""Whether the whole site is up, told to anyone who asks, and nothing more than that."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wenfang.queue.beats import is_fresh
from wenfang.queue.parts import part_names

log = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when every process gave a sign of life lately and the database answers, else 503."""
    missing = [name for name in part_names() if not is_fresh(name)]
    if missing:
        log.warning("not well: no sign of life from %s", ", ".join(missing))
    if missing or not _database_answers():
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        log.exception("not well: the database does not answer")
        return False
