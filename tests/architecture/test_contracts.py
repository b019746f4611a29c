"""The import contracts catch what they are for: each is shown a tree that breaks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.budgets import ROOT

BREACHES = {
    "a lower row knows a higher one": ("kernel/clock.py", "import wenfang.queue.registry"),
    "the edges know each other": ("web/healthz.py", "import wenfang.api.urls"),
    "somebody knows the configuration": ("cli/sweep.py", "import wenfang.config.environ"),
    "the press knows Django": ("press/model.py", "import django"),
    "rules know Django": ("documents/rules.py", "from django.db import models"),
    "somebody else knows the job library": ("sales/queries.py", "import django_tasks"),
    "a package is in no row": ("stray/__init__.py", "x = 1"),
    "two formats know each other": ("press/formats/pdf.py", "import wenfang.press.formats.word"),
}


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo",
         "--config", str(ROOT / ".importlinter")],
        env=os.environ | {"PYTHONPATH": str(source)},
        cwd=source,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our Python files alone, in a place where they may be broken."""
    target = tmp_path_factory.mktemp("tree") / "src"
    skip = shutil.ignore_patterns("static", "templates", "locale", "__pycache__", "texts")
    shutil.copytree(ROOT / "src" / "wenfang", target / "wenfang", ignore=skip)
    return target


def test_our_imports_keep_every_contract(copy: Path) -> None:
    done = lint(copy)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_found(copy: Path, breach: str) -> None:
    name, line = BREACHES[breach]
    path = copy / "wenfang" / name
    existed = path.exists()
    before = path.read_text(encoding="utf-8") if existed else '"""A stray."""\n'
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        assert lint(copy).returncode != 0
    finally:
        if existed:
            path.write_text(before, encoding="utf-8")
        else:
            shutil.rmtree(path.parent)
