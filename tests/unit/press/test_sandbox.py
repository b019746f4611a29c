"""What a program inside the sandbox can see and do, against what the same program can outside."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site import wait_until
from wenfang.press import OurFaultError, TimedOutError
from wenfang.press.deadline import Deadline
from wenfang.press.folders import job_folder, read_untrusted, step_folder
from wenfang.press.model import MIB, Limits
from wenfang.press.sandbox import Program, run_inside

LOOK = """
import json, os, socket, sys
def tries(what):
    try:
        what()
        return True
    except (OSError, MemoryError):
        return False
print(json.dumps({
    "uid": os.getuid(),
    "environment": "CANARY" in os.environ,
    "secret": tries(lambda: open(sys.argv[1]).read()),
    "passwords": tries(lambda: open("/etc/passwd").read()),
    "network": tries(lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 2)),
    "root": tries(lambda: open("/planted", "w").write("x")),
    "usr": tries(lambda: open("/usr/planted", "w").write("x")),
    "kernel": tries(lambda: open("/proc/sys/kernel/core_pattern", "r+")),
    "gigabytes": tries(lambda: bytearray(3 << 30)),
    "processes": len([name for name in os.listdir("/proc") if name.isdigit()]),
}))
"""


def inside(program: str, folder: Path, *arguments: str, seconds: float = 20) -> list[bytes]:
    lines: list[bytes] = []
    run_inside(
        Program(
            argv=[sys.executable, "-c", program, *arguments],
            readable=[Path(sys.base_prefix), Path(sys.prefix)],
        ),
        folder,
        limits=Limits(memory_bytes=1024 * MIB),
        deadline=Deadline(seconds),
        on_line=lines.append,
    )
    return lines


def test_a_program_inside_sees_nothing_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY", "sings")
    secret = tmp_path / "secret"
    secret.write_text("not yours")
    folder = tmp_path / "job"
    folder.mkdir()
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        seen = json.loads(inside(LOOK, folder, str(secret), port)[0])
        command = [sys.executable, "-c", LOOK.replace("/planted", f"{tmp_path}/planted")]
        bare = json.loads(subprocess.check_output([*command, str(secret), port]))
    assert seen.pop("uid") == 65534
    assert seen.pop("processes") == 1
    assert not any(seen.values()), seen
    # Where the tests run as root the kernel is the machine's own, so this shows the wall.
    assert bare["kernel"] is os.access("/proc/sys/kernel/core_pattern", os.W_OK)
    assert bare["secret"] and bare["network"] and bare["environment"] and bare["passwords"]


def test_a_program_that_never_ends_is_killed_at_the_deadline(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(TimedOutError):
        inside("import time; time.sleep(600)", tmp_path, seconds=1)
    assert time.monotonic() - started < 30


def test_a_program_that_talks_without_end_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(OurFaultError):
        inside("while True: print('x' * 1_000_000, end='')", tmp_path)


def test_a_link_left_by_hostile_code_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not yours")
    folder = tmp_path / "job"
    folder.mkdir()
    inside(
        f"import os; os.symlink({str(secret)!r}, 'link'); open('plain', 'w').write('ok')", folder
    )
    assert (folder / "link").is_symlink()
    assert read_untrusted(folder, "plain", 100) == b"ok"
    with pytest.raises(OurFaultError):
        read_untrusted(folder, "link", 100)


KILLED = """
import sys, time
from pathlib import Path
from wenfang.press import press_document
press_document(Path(sys.argv[1]), Path(sys.argv[2]))
"""


NEXT_JOB = """
from wenfang.press.folders import job_folder
with job_folder():
    pass
"""


def test_killing_the_press_leaves_no_process_and_its_folder_is_swept(tmp_path: Path) -> None:
    """The office is killed with its parent, and the next job removes the folder."""
    source = Path(__file__).parents[2] / "samples" / "tiny.docx"
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, str(source), str(tmp_path / "out")]
    process = subprocess.Popen(command, env=environment)
    wait_until(lambda: any(_mentions(tmp_path, "profile")), "the office runs")
    process.kill()
    process.wait()
    wait_until(lambda: not any(_mentions(tmp_path, "")), "every process is dead")
    abandoned = list(tmp_path.glob("wenfang-press-*"))
    assert abandoned

    def swept() -> bool:
        """The dying office may still write into a folder that the next job removes."""
        for folder in abandoned:
            if folder.exists():
                os.utime(folder, (0, 0))
        subprocess.run([sys.executable, "-c", NEXT_JOB], env=environment, check=True)
        return not any(folder.exists() for folder in abandoned)

    wait_until(swept, "the next job removes the folders")


def test_a_job_that_still_runs_is_not_swept_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with job_folder() as running:
        step_folder(running, "inspect")
        os.utime(running, (0, 0))
        with job_folder():
            assert running.exists()
    assert not running.exists()


def _mentions(folder: Path, step: str) -> list[str]:
    """Command lines of living processes that work in a job folder below ``folder``."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"{folder}/wenfang-press-" in line and step in line:
            found.append(line)
    return found
