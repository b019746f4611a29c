"""The stock converter and ours on the same files, in turn, so that both meet the same machine."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.files import Sample

STOCK_SECONDS = 120
OUR_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds for one file: the stock command, our engine step, and our whole command."""

    sample: Sample
    stock: float
    engine: float
    command: float


def ended_in(words: list[str], **environment: str) -> tuple[float, str]:
    """How long a command took that ended well, and what it said; TimeoutError if it did not."""
    began = time.monotonic()
    process = subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | environment,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=STOCK_SECONDS)
    except subprocess.TimeoutExpired:
        # The start script has started others, and they are all in the script's own group.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise TimeoutError(words[-1]) from None
    return time.monotonic() - began, said if process.returncode == 0 else ""


class Stock:
    """``soffice --convert-to pdf`` with a profile that is kept from file to file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._profile = folder / "profile"

    def seconds(self, path: Path) -> float | None:
        """How long the stock command takes to make the PDF; None when it makes none in time."""
        with tempfile.TemporaryDirectory(dir=self._folder) as out:
            words = ["soffice", f"-env:UserInstallation={self._profile.as_uri()}", "--headless"]
            words += ["--convert-to", "pdf", "--outdir", out, str(path)]
            try:
                spent, _ = ended_in(words)
            except TimeoutError:
                # What was killed leaves a lock, over which the next start would fail.
                shutil.rmtree(self._profile, ignore_errors=True)
                return None
            return spent if any(Path(out).glob("*.pdf")) else None


def our_seconds(path: Path, cache: Path) -> tuple[float, float] | None:
    """The engine step and the whole of ``wenfang press --pages 1-3``; None when it is refused."""
    with tempfile.TemporaryDirectory(prefix="wenfang-bench-out-") as out:
        words = [sys.executable, "-m", "wenfang.cli", "press", str(path), "--out", out]
        words += ["--json", "--pages", "1-3", "--time-limit", str(OUR_SECONDS)]
        try:
            spent, said = ended_in(words, XDG_CACHE_HOME=str(cache))
        except TimeoutError:
            return None
    return (engine_seconds(json.loads(said)["timings"]), spent) if said else None


def engine_seconds(timings: dict[str, float]) -> float:
    """Profile, sandbox and office until the PDF is on disk; the sanitised copy is there before."""
    return timings.get("convert", 0.0)


def pairs(chosen: Iterable[Sample], folder: Path) -> list[Pair]:
    """Both on every file, each first one time in two; files that either refuses are left out."""
    stock = Stock(folder)
    cache = folder / "cache"
    done: list[Pair] = []
    for number, sample in enumerate(chosen):
        if number == 0:
            stock.seconds(sample.path)
            our_seconds(sample.path, cache)
        if number % 2:
            theirs = stock.seconds(sample.path)
            ours = our_seconds(sample.path, cache)
        else:
            ours = our_seconds(sample.path, cache)
            theirs = stock.seconds(sample.path)
        if theirs is not None and ours is not None:
            done.append(Pair(sample, theirs, *ours))
    return done
