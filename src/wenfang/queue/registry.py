"""The map from a job's name to what runs it; filled once by the wiring."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Job:
    """``handler`` is a dotted path; ``lane`` names the workers that take it.

    Of the jobs that wait for one worker, those of the highest ``priority`` come first.
    """

    handler: str
    lane: str = "default"
    priority: int = 0

    def resolve(self) -> Callable[..., Any]:
        handler: Callable[..., Any] = import_string(self.handler)
        return handler


class UnknownJobError(LookupError):
    """A job was enqueued under a name that the wiring does not know."""


_jobs: dict[str, Job] = {}
_sweeps: dict[str, str] = {}


def connect(jobs: Mapping[str, Job], sweeps: Mapping[str, str]) -> None:
    """Replace the map of names; ``sweeps`` are dotted paths of functions that find overdue rows."""
    _jobs.clear()
    _jobs.update(jobs)
    _sweeps.clear()
    _sweeps.update(sweeps)


def job_named(name: str) -> Job:
    """Returns the job, raising UnknownJobError when nobody reacts to that name."""
    try:
        return _jobs[name]
    except KeyError:
        raise UnknownJobError(name) from None


def names() -> list[str]:
    return sorted(_jobs)


def sweeps() -> dict[str, Callable[[], int]]:
    """Every sweep by name; each returns how many rows it woke."""
    return {name: import_string(path) for name, path in _sweeps.items()}
