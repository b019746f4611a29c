"""The one django-task that there is: it looks a job up by name and runs it."""

import logging
from typing import Any

from django_tasks import task

from wenfang.queue.registry import job_named

log = logging.getLogger(__name__)


@task()
def run_job(name: str, payload: dict[str, Any]) -> None:
    """Run one job; its errors are logged here and kept by the queue."""
    log.debug("job %s", name)
    job_named(name).resolve()(**payload)
