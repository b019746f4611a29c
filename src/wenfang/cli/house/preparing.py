"""Making a data folder ready before the site starts: folders, tables, static files."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wenfang.cli.house.voice import say

FOLDERS = ("blobs", "pressed", "previews", "tmp", "mail", "run", "log", "press", "index", "static")


def make_folders(data: Path) -> None:
    """Everything in the data folder is the owner's alone."""
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    for name in FOLDERS:
        (data / name).mkdir(exist_ok=True, mode=0o700)


def forget_old_life(data: Path) -> None:
    """Signs of life of an earlier run say nothing about this one, nor does its sandbox's port.

    What it left half done in ``tmp`` is nobody's: the caller holds the data folder's lock.
    """
    for path in [*(data / "run").glob("*.beat"), data / "run" / "sandbox-port"]:
        path.unlink(missing_ok=True)
    for path in (data / "tmp").iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def work_on_the_data_disk(data: Path) -> None:
    """Let every part write what is temporary beside the data, which is the disk that is watched.

    A system's /tmp is often small, or memory, and one document's pages may be large.
    """
    tempfile.tempdir = os.environ["TMPDIR"] = str(data / "tmp")


def migrate() -> None:
    """Bring the tables up to date; does nothing when they are."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database ...", "正在准备数据库……")
        call_command("migrate", interactive=False, verbosity=0)
    connection.close()


def collect_static() -> None:
    """Copy and compress the static files when one of them changed since the last start."""
    stamp = Path(settings.STATIC_ROOT) / "state.sha256"
    present = _state_of_static_files()
    if stamp.exists() and stamp.read_text(encoding="ascii") == present:
        return
    say("Preparing the static files ...", "正在准备静态文件……")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(present, encoding="ascii")


def _state_of_static_files() -> str:
    """A digest of the names, sizes and times of what collectstatic would copy."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
