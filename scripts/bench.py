"""Measure one run on this machine: upload to first page, and how fast the press works."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.site import Site, wait_until  # noqa: E402
from wenfang.cli.demo.library import build_library  # noqa: E402
from wenfang.press import PressError, press_document  # noqa: E402


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")


def first_page_seconds(client: httpx.Client, path: Path) -> float:
    """From the first byte sent until the first page's picture can be shown."""
    began = time.monotonic()
    with path.open("rb") as file:
        answer = client.post("/api/v1/documents", files={"file": (path.name, file)})
    answer.raise_for_status()
    address = f"/api/v1/documents/{answer.json()['id']}"

    def first_image() -> str | None:
        told = client.get(address).json()
        if told["state"] == "failed":
            raise AssertionError(told["error"])
        pages = told["preview"]["pages"]
        return str(pages[0]["image"]) if pages else None

    wait_until(first_image, f"{path.name} has a page", seconds=180)
    return time.monotonic() - began


def measure_site(folder: Path, files: list[Path]) -> None:
    site = Site(folder / "site")
    began = time.monotonic()
    site.start()
    say(f"first start of an empty site   {time.monotonic() - began:6.2f} s")
    try:
        with site.client("bench@example.org") as client:
            seconds = [first_page_seconds(client, path) for path in files]
        for path, taken in zip(files, seconds, strict=True):
            say(f"  {path.name:<40} {taken:6.2f} s")
        say(f"upload to first page, median   {median(seconds):6.2f} s   (goal 1.5 s)")
        say(f"upload to first page, slowest  {max(seconds):6.2f} s   (goal 4 s for 95 %)")
        site.stop()
        began = time.monotonic()
        site.start()
        say(f"second start                   {time.monotonic() - began:6.2f} s   (goal 5 s)")
    finally:
        site.kill_everything()


def measure_press(folder: Path, files: list[Path]) -> None:
    taken: dict[str, list[float]] = {}
    began = time.monotonic()
    for path in files:
        try:
            result = press_document(path, folder / path.name, last=3, cache=folder / "cache")
        except PressError as error:
            say(f"  {path.name}: {error.code}")
            continue
        for step, seconds in result.timings.items():
            taken.setdefault(step, []).append(seconds)
    rate = len(files) / (time.monotonic() - began)
    for step, values in sorted(taken.items()):
        say(f"press, {step:<22}  {median(values):6.2f} s   (median of {len(values)})")
    say(f"press, one at a time           {rate:6.2f} documents/s")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="wenfang-bench-") as name:
        folder = Path(name)
        files = [document.path for document in build_library(folder / "library")]
        say(f"{len(files)} documents of the demo library")
        measure_press(folder / "press", files)
        measure_site(folder, files)


if __name__ == "__main__":
    main()
