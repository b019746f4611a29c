"""Private folders end with their work, however it ends."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wenfang.documents.workroom import private_folder
from wenfang.kernel.workroom import ABANDONED_AFTER_SECONDS

HOLDER = """
import sys, time
from django.conf import settings
settings.configure(WENFANG_DATA=sys.argv[1])
from wenfang.documents.workroom import private_folder
with private_folder("press") as folder:
    (folder / "half").write_bytes(b"half done")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def data(tmp_path: Path, settings) -> Path:
    settings.WENFANG_DATA = tmp_path
    return tmp_path


def age(folder: Path) -> None:
    long_ago = time.time() - ABANDONED_AFTER_SECONDS - 1
    os.utime(folder, (long_ago, long_ago))


def test_a_folder_is_gone_when_the_work_is_done_or_fails(data: Path) -> None:
    with pytest.raises(ValueError, match="failed"), private_folder("press") as folder:
        (folder / "file").write_bytes(b"x")
        raise ValueError("failed")

    assert list((data / "tmp").iterdir()) == []


def test_what_a_killed_process_left_is_removed_by_the_next_and_a_living_ones_is_not(
    data: Path,
) -> None:
    holders = [
        subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    killed, living = [Path(holder.stdout.readline().strip()) for holder in holders]
    holders[0].kill()
    holders[0].wait()
    for folder in (killed, living):
        age(folder)

    with private_folder("press"):
        assert not killed.exists()
        assert (living / "half").exists()

    holders[1].communicate()
