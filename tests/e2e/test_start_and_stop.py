"""A site starts fast, keeps its data, ends in time, and leaves nobody behind however it ends."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.site import STOP_SECONDS, Site, wait_until

pytestmark = pytest.mark.site

SECOND_START_SECONDS = 5.0
MakeSite = Callable[..., Site]


@pytest.fixture
def running(new_site: MakeSite) -> Site:
    site = new_site()
    site.start()
    return site


def supervisor(site: Site) -> int:
    (pid,) = site.pids("wenfang", "supervisor")
    return pid


def gone(site: Site) -> bool:
    return not site.pids()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_everything_in_time(running: Site, sign: signal.Signals) -> None:
    assert len(running.pids()) >= 8
    assert running.process is not None
    began = time.monotonic()
    running.process.send_signal(sign)

    assert running.process.wait(STOP_SECONDS) == 0
    assert time.monotonic() - began < STOP_SECONDS
    assert running.pids() == []


def test_a_part_that_does_not_stop_is_killed(running: Site) -> None:
    for pid in running.pids("worker") + running.pids("index"):
        os.kill(pid, signal.SIGSTOP)

    assert running.stop() == 0
    assert running.pids() == []


def test_a_second_start_is_fast_and_keeps_the_data(running: Site) -> None:
    running.wenfang("user", "create", "--email", "kept@example.org")
    key = (running.data / "secrets" / "secret-key").read_text(encoding="ascii")
    running.stop()
    began = time.monotonic()
    running.start()
    took = time.monotonic() - began

    assert took < SECOND_START_SECONDS
    assert (running.data / "secrets" / "secret-key").read_text(encoding="ascii") == key
    again = running.wenfang("user", "create", "--email", "kept@example.org", check=False)
    assert "email_taken" in again.stderr


def test_an_interrupted_first_start_ends_in_time_and_goes_on_later(new_site: MakeSite) -> None:
    site = new_site(words=())
    site.launch()
    site.wait_until_told("demo library 1/", seconds=120)
    began = time.monotonic()
    site.stop()

    assert time.monotonic() - began < STOP_SECONDS
    assert site.pids() == []
    assert "Wenfang is ready" not in site.told()
    site.launch()
    site.wait_until_told("Wenfang is ready", seconds=240)
    assert len(re.findall(r"^  U-\d+ +\S+@\S+ +\S+$", site.told(), re.MULTILINE)) == 3


def test_two_sites_run_side_by_side(running: Site, new_site: MakeSite) -> None:
    other = new_site("other")
    other.start()
    running.wenfang("user", "create", "--email", "one@example.org")
    other.wenfang("user", "create", "--email", "one@example.org")

    assert running.is_well()
    assert other.is_well()
    assert running.stop() == 0
    assert other.is_well()


def test_a_data_folder_in_use_is_refused(running: Site) -> None:
    second = Site(running.data)
    done = second.wenfang("run", "--empty", check=False)

    assert done.returncode == 2
    assert "already_running" in done.stderr
    assert running.is_well()


def test_a_port_in_use_is_refused(running: Site, new_site: MakeSite) -> None:
    second = new_site("second", PORT=str(running.port))
    done = second.wenfang("run", "--empty", check=False)

    assert done.returncode == 2
    assert "port_taken" in done.stderr


@pytest.mark.parametrize("victim", ["the supervisor", "wenfang run"])
def test_nobody_survives_a_killed_parent(running: Site, victim: str) -> None:
    assert running.process is not None
    pid = supervisor(running) if victim == "the supervisor" else running.process.pid
    os.kill(pid, signal.SIGKILL)

    wait_until(lambda: gone(running), "every process has ended", seconds=STOP_SECONDS)
    assert running.process.wait(STOP_SECONDS) != 0
    running.start()


def test_a_killed_part_comes_back(running: Site) -> None:
    assert running.kill("wenfang", "serve")

    wait_until(running.is_well, "the web server answers again", seconds=20)


def test_health_is_ok_or_not_and_tells_nothing_else(running: Site) -> None:
    def answer() -> httpx.Response:
        return httpx.get(f"{running.url}/healthz", timeout=5)

    assert answer().json() == {"status": "ok"}
    frozen = running.pids("wenfang", "index")
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: answer().status_code == 503, "the silent part is noticed", seconds=30)

    assert answer().json() == {"status": "unavailable"}
    for pid in frozen:
        os.kill(pid, signal.SIGCONT)
    wait_until(lambda: answer().status_code == 200, "the part is back", seconds=30)


def test_a_process_that_is_not_tied_would_survive(tmp_path: Path) -> None:
    """The negative control: without the tie a child outlives its killed parent."""
    script = "sleep 60 & echo $!; exec sleep 60"
    parent = subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    alive = Path(f"/proc/{child}").exists()
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)

    assert alive


def test_work_in_progress_lies_in_the_data_folder_and_a_start_clears_it(new_site) -> None:
    site = new_site()
    left = site.data / "tmp" / "wenfang-press-left"
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"half done")
    (site.data / "tmp" / "left.upload.part").write_bytes(b"half done")
    site.start()

    # What lies there now belongs to sandboxes that wait for their first document.
    assert not left.exists()
    assert not (site.data / "tmp" / "left.upload.part").exists()
    # What the process was given at its start shows in /proc; what it gives on shows in its parts.
    (sandbox,) = site.pids("sandbox")
    given = Path(f"/proc/{sandbox}/environ").read_bytes().split(b"\0")
    assert f"TMPDIR={site.data / 'tmp'}".encode() in given
