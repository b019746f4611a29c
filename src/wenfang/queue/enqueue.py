"""Waking a job by its name, after the transaction that caused it."""

from functools import partial

from django.db import transaction

from wenfang.queue.registry import job_named
from wenfang.queue.tasks import run_job

Payload = str | int | bool


def enqueue(name: str, **payload: Payload) -> None:
    """Wake the job ``name`` once the present transaction has committed.

    A job is a wake-up and may be lost or run twice: the truth is the row it is about, handlers
    are idempotent, and a sweep wakes what was forgotten.
    """
    job = job_named(name)
    send = partial(
        run_job.using(queue_name=job.lane, priority=job.priority).enqueue, name, dict(payload)
    )
    transaction.on_commit(send)
