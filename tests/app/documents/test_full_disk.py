"""A full disk while an upload is written: a real small file system, not a pretended error."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = """
import hashlib, io, sys
from pathlib import Path
import django
from django.conf import settings
data = Path(sys.argv[2])
settings.configure(WENFANG_DATA=data, USE_I18N=False, STORAGES={
    "blobs": {"BACKEND": "django.core.files.storage.FileSystemStorage",
              "OPTIONS": {"location": data / "blobs"}}})
from wenfang.documents.errors import StorageFullError
from wenfang.documents.storage import drafted, placed
content = bytes(int(sys.argv[1]))
try:
    with drafted(io.BytesIO(content), limit=10**9) as draft:
        with placed(draft, "aa/bb/whole"):
            pass
    print("kept")
except StorageFullError as error:
    print("refused", error.code, error.http_status)
print("left", sorted(str(p.relative_to(data)) for p in data.rglob("*") if p.is_file()))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Callable[[int], list[str]]:
    """Runs the program on an upload of some size, on a disk with room for two megabytes."""

    def run(size: int) -> list[str]:
        mounts = ["--dev-bind", "/", "/", "--size", str(2 * 1024 * 1024), "--tmpfs", str(tmp_path)]
        command = ["bwrap", *mounts, sys.executable, "-c", PROGRAM, str(size), str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def test_a_full_disk_is_told_and_leaves_nothing_behind(small_disk) -> None:
    assert small_disk(8 * 1024 * 1024) == ["refused storage_full 507", "left []"]


def test_the_same_upload_is_kept_where_there_is_room(small_disk) -> None:
    assert small_disk(1024 * 1024) == ["kept", "left ['blobs/aa/bb/whole']"]
