"""A running site: from an upload to its first page, from the job's start to the PDF, and memory."""

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from scripts.bench.files import Sample
from scripts.bench.memory import Peak
from tests.site import Site, wait_until

SECONDS_EACH = 240
AT_ONCE_FOR_MEMORY = 8


@dataclass(slots=True)
class Visit:
    """One upload: ``visible`` is seconds from its first byte to a picture that can be asked for.

    ``timings`` are what the site noted of the job, in seconds from the job's start or per step.
    """

    sample: Sample
    visible: float | None = None
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def first_page(self) -> float | None:
        """From the job's start to the first picture."""
        return self.timings.get("first_page")

    @property
    def to_pdf(self) -> float | None:
        """From the job's start until the whole PDF is there."""
        if "pdf" in self.timings:
            return self.timings["pdf"]
        steps = [self.timings.get(step, 0.0) for step in ("sanitise", "first_pages", "convert")]
        return sum(steps) if self.timings.get("convert") else None


@dataclass(slots=True)
class SiteRun:
    """What the site showed; ``peak_bytes`` while it converted several documents at once."""

    visits: list[Visit] = field(default_factory=list)
    first_start: float = 0.0
    second_start: float = 0.0
    peak_bytes: int = 0


def seconds_to_start(site: Site) -> float:
    began = time.monotonic()
    site.start()
    return time.monotonic() - began


def uploaded(client: httpx.Client, sample: Sample, name: str) -> str | None:
    """The address of the new document; None when the site refuses the file at once."""
    with sample.path.open("rb") as file:
        answer = client.post("/api/v1/documents", files={"file": (name, file)})
    return f"/api/v1/documents/{answer.json()['id']}" if answer.status_code == 201 else None


def is_over(told: dict[str, Any]) -> bool:
    return bool(told["state"] != "processing")


def visit(client: httpx.Client, sample: Sample, name: str) -> Visit:
    """Upload one file, note when a page shows, and wait until the site is done with it."""
    seen, began = Visit(sample), time.monotonic()
    address = uploaded(client, sample, name)
    if address is None:
        return seen

    def looked() -> bool:
        told = client.get(address).json()
        if seen.visible is None and told["preview"]["pages"]:
            seen.visible = time.monotonic() - began
        return is_over(told)

    wait_until(looked, f"{sample.path.name} is done", seconds=SECONDS_EACH)
    return seen


def noted_timings(data: Path) -> dict[str, dict[str, float]]:
    """By file name, what the site's own rows say about each job."""
    address = f"file:{data / 'wenfang.sqlite3'}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as rows:
        found = rows.execute("SELECT file_name, timings FROM documents_revision").fetchall()
    return {name: json.loads(timings) for name, timings in found}


def peak_of(site: Site, client: httpx.Client, chosen: Iterable[Sample]) -> int:
    """The most memory that the whole site takes while both its workers are busy."""
    with Peak(site.pids) as peak:
        addresses = [uploaded(client, each, f"m{each.path.suffix}") for each in chosen]
        for address in filter(None, addresses):
            wait_until(
                lambda address=address: is_over(client.get(address).json()),  # type: ignore[misc]
                "all is done",
                seconds=SECONDS_EACH,
            )
    return peak.bytes


def measure_site(chosen: list[Sample], heavy: list[Sample], folder: Path) -> SiteRun:
    """One file after the other through a fresh site, then several heavy ones at once."""
    site, run = Site(folder / "site"), SiteRun()
    run.first_start = seconds_to_start(site)
    try:
        with site.client("bench@example.org") as client:
            for number, sample in enumerate(chosen):
                run.visits.append(visit(client, sample, f"{number:04}{sample.path.suffix}"))
            noted = noted_timings(site.data)
            for number, seen in enumerate(run.visits):
                seen.timings = noted.get(f"{number:04}{seen.sample.path.suffix}", {})
            run.peak_bytes = peak_of(site, client, heavy[:AT_ONCE_FOR_MEMORY])
        site.stop()
        run.second_start = seconds_to_start(site)
        site.stop()
    finally:
        site.kill_everything()
    return run
