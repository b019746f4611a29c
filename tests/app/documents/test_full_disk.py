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


# The same, from the moment at which the form arrives.
FORM = """
import os, sys
from pathlib import Path
data = Path(sys.argv[2])
os.environ |= {"WENFANG_DATA": str(data), "DJANGO_SETTINGS_MODULE": "wenfang.config.settings"}
import django
django.setup()
(data / "tmp").mkdir()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from wenfang.accounts.models import User
from wenfang.documents.errors import StorageFullError
from wenfang.documents.storage import drafted
sent = {"title": "a title", "file": SimpleUploadedFile("报告.pdf", bytes(int(sys.argv[1])))}
request = RequestFactory().post("/studio/upload", sent)
request.auth = User(email="author@example.org")
file = request.FILES["file"]
print(request.POST["title"], file.name)
try:
    with drafted(file, limit=10**9) as draft:
        print("kept", draft.size)
except StorageFullError as error:
    print("refused", error.code)
    print("left", sorted(p.name for p in (data / "tmp").iterdir()))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Callable[..., list[str]]:
    """Runs a program on an upload of some size, on a disk with room for two megabytes."""

    def run(size: int, program: str = PROGRAM) -> list[str]:
        mounts = ["--dev-bind", "/", "/", "--size", str(2 * 1024 * 1024), "--tmpfs", str(tmp_path)]
        command = ["bwrap", *mounts, sys.executable, "-c", program, str(size), str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    return run


def test_a_full_disk_is_told_and_leaves_nothing_behind(small_disk) -> None:
    assert small_disk(8 * 1024 * 1024) == ["refused storage_full 507", "left []"]


def test_the_same_upload_is_kept_where_there_is_room(small_disk) -> None:
    assert small_disk(1024 * 1024) == ["kept", "left ['blobs/aa/bb/whole']"]


def test_a_form_that_fills_the_disk_is_read_to_its_end_and_told(small_disk) -> None:
    told = small_disk(8 * 1024 * 1024, FORM)
    assert told == ["a title 报告.pdf", "refused storage_full", "left []"]


def test_a_form_is_taken_where_there_is_room(small_disk) -> None:
    assert small_disk(500_000, FORM) == ["a title 报告.pdf", "kept 500000"]
