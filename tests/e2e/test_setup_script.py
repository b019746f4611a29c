"""One command on a fresh clone makes a working site, and the second time it only starts it."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.site import ROOT, STOP_SECONDS, Site, wait_until

pytestmark = [pytest.mark.site, pytest.mark.timeout(1500)]

FIRST_START_SECONDS = 1200.0
SECOND_START_SECONDS = 5.0
PASSWORD = re.compile(r"^  (U-\d+) +(\S+@\S+) +(\S+)$", re.MULTILINE)
NO_NETWORK = {
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "PIP_NO_INDEX": "1",
}


class Clone(Site):
    """The site of a fresh clone, started by ``make run``."""

    def __init__(self, folder: Path, data: Path) -> None:
        super().__init__(data)
        self.folder = folder
        subprocess.run(
            ["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(folder)],
            check=True,
            timeout=120,
        )

    def make_run(self, **more: str) -> None:
        """Run ``make run`` and return at once; what it prints begins anew."""
        self.output.unlink(missing_ok=True)
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                ["make", "run"],
                env=self.environment | more,
                cwd=self.folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def documents(self) -> int:
        listed = httpx.get(f"{self.url}/api/v1/documents", timeout=30)
        return int(listed.json()["total"])


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    if not (ROOT / ".git").exists():
        pytest.skip("cloning needs a git repository")
    folder = tmp_path_factory.mktemp("fresh")
    made = Clone(folder / "wenfang", folder / "data")
    yield made
    made.kill_everything()
    shutil.rmtree(folder, ignore_errors=True)


def test_the_first_start_and_the_second(clone: Clone) -> None:
    clone.make_run()
    clone.wait_until_told("Wenfang is ready", seconds=FIRST_START_SECONDS)
    first = clone.told()
    documents = clone.documents()
    first_passwords = PASSWORD.findall(first)

    assert clone.url in first
    assert first_passwords[0][0] == "U-31517"
    assert len(first_passwords) == 3
    assert documents >= 12
    assert (clone.folder / ".venv" / "bin" / "wenfang").exists()
    assert_a_demo_account_can_sign_in(clone, *first_passwords[0][1:])
    assert_make_passes_the_signal_on(clone)

    # Nothing is missing any more, so the network may be too.
    began = time.monotonic()
    clone.make_run(**NO_NETWORK)
    clone.wait_until_well(seconds=30)
    took = time.monotonic() - began

    assert took < SECOND_START_SECONDS
    clone.wait_until_told("Wenfang is ready")
    assert clone.documents() == documents
    assert PASSWORD.findall(clone.told()) == []
    assert "author@wenfang.demo.invalid" in clone.told()
    untracked = ["git", "status", "--porcelain"]
    assert subprocess.check_output(untracked, cwd=clone.folder, timeout=30) == b""
    assert_make_passes_the_signal_on(clone)


def assert_a_demo_account_can_sign_in(clone: Clone, email: str, password: str) -> None:
    with httpx.Client(base_url=clone.url, follow_redirects=True, timeout=30) as browser:
        browser.get("/accounts/login/")
        form = {
            "login": email,
            "password": password,
            "csrfmiddlewaretoken": browser.cookies["wenfang_csrf"],
        }
        browser.post("/accounts/login/", data=form, headers={"Referer": clone.url})
        assert browser.get("/studio/").url.path == "/studio/"


def assert_make_passes_the_signal_on(clone: Clone) -> None:
    """End ``make`` alone, and see that the site below it ends too."""
    assert clone.process is not None
    clone.process.send_signal(signal.SIGTERM)
    clone.process.wait(STOP_SECONDS)
    wait_until(lambda: not clone.pids(), "every process has ended", seconds=STOP_SECONDS)
    clone.process = None


@pytest.fixture
def shims(tmp_path: Path) -> Path:
    """A folder of commands that stand in for the system's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "sed", "awk", "cut", "tr", "grep", "basename", "readlink", "cat", "env"):
        (folder / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return folder


def shim(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def install(shims: Path, profile: str = "runtime") -> subprocess.CompletedProcess[str]:
    """Run the part of the setup that is about system packages, with nothing but the shims."""
    script = "set -euo pipefail; source scripts/packages.sh; install_packages $0"
    return subprocess.run(
        [str(shims / "bash"), "-c", script, profile],
        cwd=ROOT,
        env={"PATH": str(shims)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


ONLY_BWRAP_IS_MISSING = '[ "${@: -1}" = bubblewrap ] && exit 1; echo -n installed'


def test_a_missing_package_is_named_with_its_reason_and_installed(shims: Path) -> None:
    shim(shims, "dpkg-query", ONLY_BWRAP_IS_MISSING)
    shim(shims, "id", "echo 0")
    shim(shims, "apt-get", 'echo "apt-get $*"')
    done = install(shims)

    assert done.returncode == 0, done.stderr
    assert "bubblewrap" in done.stdout
    assert "sandbox of its own" in done.stdout
    assert "apt-get update -q" in done.stdout
    assert "--no-install-recommends bubblewrap" in done.stdout
    assert "libreoffice" not in done.stdout


def test_sudo_is_used_by_those_who_are_not_root(shims: Path) -> None:
    shim(shims, "dpkg-query", ONLY_BWRAP_IS_MISSING)
    shim(shims, "id", "echo 1000")
    shim(shims, "sudo", 'echo "sudo $*"')
    done = install(shims)

    assert "sudo apt-get update -q" in done.stdout


def test_without_root_and_sudo_it_says_what_to_ask_for(shims: Path) -> None:
    shim(shims, "dpkg-query", ONLY_BWRAP_IS_MISSING)
    shim(shims, "id", "echo 1000")
    done = install(shims)

    assert done.returncode == 1
    assert "root or sudo" in done.stderr
    assert "apt-get install --no-install-recommends bubblewrap" in done.stderr


def test_nothing_is_installed_when_nothing_is_missing(shims: Path) -> None:
    shim(shims, "dpkg-query", "echo -n installed")
    shim(shims, "id", "echo 0")
    shim(shims, "apt-get", "echo called; exit 1")
    done = install(shims)

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_make_alone_lists_the_commands() -> None:
    listed = subprocess.check_output(["make"], cwd=ROOT, text=True, timeout=30, env=os.environ)

    for command in ("run", "test", "test-long", "check", "fix", "bench", "docs"):
        assert f"make {command} " in listed
