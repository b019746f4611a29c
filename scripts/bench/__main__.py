"""Run every measurement once and write the results page; ``--sample 10`` takes a tenth of it."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts.bench import page, sections
from scripts.bench.files import OFFICE, TIMED_TO_FIRST_PAGE, Sample, every, of_groups, samples
from scripts.bench.memory import Peak
from scripts.bench.pressing import PRESSED, Pressed, press_all
from scripts.bench.site import SiteRun, measure_site
from scripts.bench.stock import pairs
from scripts.bench.weights import weights

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "press-results.md"
# One file of so many is enough for what is slow to measure.
PAIRED_EVERY = 3
ONE_WORKER_EVERY = 6
WEIGHED_EVERY = 12
VISITED_EVERY = 3
SMALL = 12


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def spread(chosen: list[Sample], step: int) -> list[Sample]:
    """Every ``step``-th of many files, all of few."""
    return chosen if len(chosen) <= SMALL else every(chosen, step)


def told(pressed: Pressed) -> None:
    say(f"  {pressed.seconds:7.2f} s  {pressed.outcome:<18} {pressed.sample.path.name}")


def rates(
    chosen: list[Sample], done: list[Pressed], spent: float, folder: Path
) -> dict[str, float]:
    """Documents a second: all with two workers, and the same few with one and with two."""
    office = spread(of_groups(chosen, OFFICE), ONE_WORKER_EVERY)
    found = {f"two at a time, all {len(done)} files": len(done) / spent}
    for workers, words in ((1, "one at a time"), (2, "two at a time")):
        _, alone = press_all(office, workers=workers, cache=folder / "cache")
        found[f"{words}, the same {len(office)} Office files"] = len(office) / alone
    return found


def peaks(done: list[Pressed], folder: Path) -> dict[str, int]:
    """The most memory that the command takes: a usual file, and the one that took longest."""
    made = sorted((each for each in done if each.outcome == PRESSED), key=lambda each: each.seconds)
    found = {}
    for name, each in (("a usual file", made[len(made) // 2]), ("the slowest file", made[-1])):
        words = [sys.executable, "-m", "wenfang.cli", "press", str(each.sample.path)]
        process = subprocess.Popen(
            [*words, "--out", str(folder / "peak"), "--json"], stdout=subprocess.DEVNULL
        )
        with Peak(lambda process=process: [process.pid]) as peak:  # type: ignore[misc]
            process.wait()
        found[name] = peak.bytes
    return found


def heading(what: str, chosen: list[Sample], spent: float, load: float) -> str:
    """Where, when and how the numbers below were made; ``load`` is what ran before."""
    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False)
    options = f' BENCH="{" ".join(sys.argv[1:])}"' if sys.argv[1:] else ""
    given = "WENFANG_CORPUS=folder " if os.environ.get("WENFANG_CORPUS") else ""
    office = " ".join(version.stdout.split()[:2]) or "no office"
    return (
        f"    {given}make bench{options}\n\n"
        f"{len(chosen)} files of {what}, on {time.strftime('%Y-%m-%d')}, in {spent / 60:.0f} "
        f"minutes, with {os.cpu_count()} processors ({platform.machine()}), {office}, "
        f"Python {platform.python_version()}. Load before the run: {load:.1f}."
    )


def measured(chosen: list[Sample], folder: Path) -> dict[str, str]:
    """Every section but the heading."""
    office = of_groups(chosen, OFFICE)
    # The first conversion of all makes the office's profile and the derived fonts.
    press_all(office[:1], workers=1, cache=folder / "cache")
    say(f"pressing {len(chosen)} files, two at a time")
    done, spent = press_all(chosen, workers=2, cache=folder / "cache", tell=told)
    say("documents a second")
    rate = rates(chosen, done, spent, folder)
    say("against the stock command")
    paired = pairs(spread(office, PAIRED_EVERY), folder)
    say("in a running site")
    visited = of_groups(spread(office, VISITED_EVERY), {*TIMED_TO_FIRST_PAGE, "sheets", "text"})
    heavy = sorted(office, key=lambda sample: -sample.path.stat().st_size)
    run: SiteRun = measure_site(visited, heavy, folder)
    say("weights and memory")
    weighed = weights(spread(chosen, WEIGHED_EVERY), folder / "weights")
    return {
        "speed": sections.speed(done, rate),
        "stock": sections.against_stock(paired, run.visits),
        "site": sections.in_the_site(run),
        "counts": sections.counts(done),
        "weights": sections.weight(weighed),
        "memory": sections.memory(peaks(done, folder), run),
        "outcomes": sections.outcomes(done),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every N-th file only")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write")
    args = parser.parse_args()
    began, load = time.monotonic(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="wenfang-bench-") as name:
        folder = Path(name)
        what, chosen = samples(folder / "library")
        chosen = every(chosen, args.sample) if args.sample > 1 else chosen
        found = measured(chosen, folder)
    found["run"] = heading(what, chosen, time.monotonic() - began, load)
    page.write(args.page, found)
    for section in found.values():
        say(f"\n{section}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
