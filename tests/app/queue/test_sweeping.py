"""The sweep survives whatever a single sweep does, and old jobs are forgotten."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from wenfang.cli.sweep import sweep_all
from wenfang.config import wiring
from wenfang.kernel.clock import now
from wenfang.queue import registry
from wenfang.queue.pruning import KEEP_DAYS, prune_finished_jobs
from wenfang.queue.tasks import run_job

HERE = "tests.app.queue.test_sweeping"


def broken() -> int:
    raise OSError("the disk is on fire")


def wakes_two() -> int:
    return 2


@pytest.fixture
def wired() -> Iterator[None]:
    registry.connect({}, {"broken": f"{HERE}.broken", "working": f"{HERE}.wakes_two"})
    yield
    wiring.connect()


@pytest.mark.django_db
@pytest.mark.usefixtures("wired")
def test_a_broken_sweep_keeps_no_other_from_running(caplog: pytest.LogCaptureFixture) -> None:
    assert sweep_all() == 2
    assert "sweep broken failed" in caplog.text


def an_ended_job(*, days_ago: float) -> DBTaskResult:
    run_job.using(queue_name="press").enqueue("scan_blob", {})
    row = DBTaskResult.objects.latest("enqueued_at")
    row.set_successful(None)
    DBTaskResult.objects.filter(pk=row.pk).update(finished_at=now() - timedelta(days=days_ago))
    return row


@pytest.mark.django_db
def test_jobs_that_ended_long_ago_are_forgotten_and_no_others() -> None:
    old = an_ended_job(days_ago=KEEP_DAYS + 1)
    young = an_ended_job(days_ago=KEEP_DAYS - 1)
    prune_finished_jobs()

    assert not DBTaskResult.objects.filter(pk=old.pk).exists()
    assert DBTaskResult.objects.filter(pk=young.pk).exists()
