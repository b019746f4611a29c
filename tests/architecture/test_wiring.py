"""Every name of a job or sweep leads to code, and every job that is woken has a name."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from tests.architecture import habits
from tests.architecture.budgets import ROOT, python_files
from wenfang.config.wiring import JOBS, SWEEPS
from wenfang.queue.registry import Job, UnknownJobError, job_named


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_job_leads_to_code_in_a_file_of_its_name(name: str) -> None:
    handler = JOBS[name].resolve()

    assert callable(handler)
    assert handler.__module__ == f"wenfang.jobs.{name}"


@pytest.mark.parametrize("name", sorted(SWEEPS))
def test_every_sweep_leads_to_code(name: str) -> None:
    sweep: Callable[[], int] = import_string(SWEEPS[name])

    assert callable(sweep)


def test_every_job_that_is_woken_is_known() -> None:
    woken = {name for path in python_files("src") for name in habits.enqueued_names(path)}

    assert woken
    assert woken <= set(JOBS), woken - set(JOBS)


def test_every_job_is_served_by_a_worker() -> None:
    from wenfang.queue.parts import workers

    served = {lane for lanes in workers().values() for lane in lanes.split(",")}
    assert {job.lane for job in JOBS.values()} <= served
    assert served <= set(settings.TASKS["default"]["QUEUES"])


def test_every_file_of_jobs_is_wired() -> None:
    wired = {job.handler.rsplit(".", 2)[1] for job in JOBS.values()}
    wired |= {path.rsplit(".", 2)[1] for path in SWEEPS.values()}
    files = {path.stem for path in (ROOT / "src/wenfang/jobs").glob("*.py")} - {"__init__"}

    assert files == wired


def test_a_name_without_code_is_found() -> None:
    with pytest.raises(ImportError):
        Job("wenfang.jobs.nobody.nobody").resolve()
    with pytest.raises(UnknownJobError):
        job_named("nobody")
