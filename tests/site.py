"""A whole real site on a free port, started and ended as a person would, and killed on purpose."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import httpx

from wenfang.config.environ import SETTINGS

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90.0
STOP_SECONDS = 15.0


def free_port() -> int:
    """A port of the loopback that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], T], what: str, *, seconds: float = 60.0) -> T:
    """The first true answer of ``condition``; fails with ``what`` when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        if answer := condition():
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        time.sleep(0.05)


class Site:
    """``wenfang run`` with a data folder and port of its own; without the demo library.

    Keyword arguments are settings, such as ``WENFANG_CLAMD``; ``words`` go to ``wenfang run``.
    ``prepared`` is a data folder whose tables and static files are taken over to save time.
    """

    def __init__(
        self,
        data: Path,
        *,
        words: tuple[str, ...] = ("--empty",),
        prepared: Path | None = None,
        **settings: str,
    ) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.words = words
        self.prepared = prepared
        clean = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        clean.pop("DJANGO_SETTINGS_MODULE", None)
        own = {"WENFANG_DATA": str(data), "PORT": str(self.port), "LANG": "C.UTF-8"}
        self.environment = clean | own | settings
        self.process: subprocess.Popen[bytes] | None = None
        self.output = data.with_name(f"{data.name}.output")

    def launch(self, *within: str) -> None:
        """Start the site and return at once; ``within`` are words of a command that runs it."""
        self.output.parent.mkdir(parents=True, exist_ok=True)
        if self.prepared is not None and not self.data.exists():
            self.data.mkdir(mode=0o700)
            shutil.copytree(self.prepared / "static", self.data / "static")
            shutil.copy(self.prepared / "wenfang.sqlite3", self.data)
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [*within, sys.executable, "-m", "wenfang.cli", "run", *self.words],
                env=self.environment,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def start(self) -> None:
        """Start the site and wait until every part of it is well."""
        self.launch()
        self.wait_until_well()

    def wait_until_well(self, *, seconds: float = START_SECONDS) -> None:
        def well_or_gone() -> bool:
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"the site ended:\n{self.told()}")
            return self.is_well()

        try:
            wait_until(well_or_gone, "the site is well", seconds=seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.told()}\n{self.logs()}") from None

    def wait_until_told(self, words: str, *, seconds: float = START_SECONDS) -> None:
        """Wait until the site has printed these words."""
        try:
            wait_until(lambda: words in self.told(), f"the site tells {words!r}", seconds=seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.told()}\n{self.logs()}") from None

    def is_well(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> int:
        """Ask the site to end as the system would; returns its exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(STOP_SECONDS)
        self.process = None
        return status

    def kill_everything(self) -> None:
        """Kill each process of this site at once, as a power cut would."""
        # The supervisor may be starting another child at this very moment, so look again.
        wait_until(lambda: not self.kill(), "every process is dead", seconds=STOP_SECONDS)
        if self.process is not None:
            self.process.wait(STOP_SECONDS)
            self.process = None

    def kill(self, *words: str) -> list[int]:
        """Kill the processes whose command line has all these words; returns their pids."""
        doomed = self.pids(*words)
        for pid in doomed:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return doomed

    def pids(self, *words: str) -> list[int]:
        """This site's living processes, known by their environment, newest last.

        Sandboxed converters have no environment and are not among them; they die with their
        worker.
        """
        mark = f"WENFANG_DATA={self.data}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().decode(errors="replace")
                ours = mark in (folder / "environ").read_bytes().split(b"\0")
                if ours and all(word in command.replace("\0", " ").split() for word in words):
                    found.append(int(folder.name))
        return sorted(found)

    def press_workers(self) -> list[int]:
        """The workers that press, whether or not they also take bulk work."""
        return sorted([*self.pids("worker", "press"), *self.pids("worker", "press,bulk")])

    def wenfang(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one ``wenfang`` command against this site's data folder."""
        done = subprocess.run(
            [sys.executable, "-m", "wenfang.cli", *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"wenfang {' '.join(words)}: {done.stdout}{done.stderr}")
        return done

    def token(self, email: str) -> str:
        """A new API token of this person, who is made when there is none."""
        return self.wenfang("token", "create", "--email", email).stdout.split()[-1]

    def client(self, email: str = "") -> httpx.Client:
        """An HTTP client of this site, signed in by token when an address is given."""
        headers = {"Authorization": f"Bearer {self.token(email)}"} if email else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30)

    def told(self) -> str:
        """What the site has printed so far."""
        return self.output.read_text(encoding="utf-8") if self.output.exists() else ""

    def logs(self) -> str:
        """The end of every log, for the message of a failure."""
        ends = [
            f"--- {path.name}\n{path.read_text(encoding='utf-8', errors='replace')[-2000:]}"
            for path in sorted((self.data / "log").glob("*.log"))
        ]
        return "\n".join(ends)
