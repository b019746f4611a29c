"""The how-to about formats, followed word by word: its one file teaches the press a new format."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pypdfium2
import pytest

import wenfang

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "add-a-file-format.md"
MOST_LINES = 60
_BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """The pieces of code in the document, without their indentation."""
    text = HOW_TO.read_text(encoding="utf-8")
    return [textwrap.dedent(code) for kind, code in _BLOCK.findall(text) if kind == language]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with a copy of the package and an empty folder of samples."""
    source = Path(wenfang.__file__).parent
    shutil.copytree(source, tmp_path / "src/wenfang", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests/samples").mkdir(parents=True)
    return tmp_path


def add_the_family(tree: Path) -> None:
    (tree / "src/wenfang/press/formats/toy.py").write_text(blocks("python")[0], encoding="utf-8")


def follow_the_commands(tree: Path) -> subprocess.CompletedProcess[str]:
    """Type what the document says, in the copy; ``wenfang`` is the copy's own command."""
    ours = f'wenfang() {{ "{sys.executable}" -m wenfang.cli "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", ours + blocks("sh")[0]],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree / "src"), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(ended: subprocess.CompletedProcess[str]) -> str:
    """The code of the error that a command ended with."""
    return str(json.loads(ended.stderr.splitlines()[-1])["error"]["code"])


def test_one_file_of_under_sixty_lines_adds_a_format(tree: Path) -> None:
    (family,) = blocks("python")
    assert len(family.splitlines()) < MOST_LINES
    add_the_family(tree)

    ended = follow_the_commands(tree)

    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert (told["format"], told["pages"], len(told["images"])) == ("toy", 2, 2)
    pdf = pypdfium2.PdfDocument(tree / "toy-pages" / "document.pdf")
    words = [page.get_textpage().get_text_bounded() for page in pdf]
    assert "A sample card" in words[0]
    assert "第一张卡片" in words[0]
    assert "The second card" in words[1]
    assert "The second card" not in words[0]


def test_half_a_sample_is_refused_as_the_contract_of_formats_asks(tree: Path) -> None:
    add_the_family(tree)
    follow_the_commands(tree)
    sample = tree / "tests/samples/tiny.toy"
    sample.write_bytes(sample.read_bytes()[:20])

    ended = subprocess.run(
        [sys.executable, "-m", "wenfang.cli", "press", sample, "--out", tree / "half", "--json"],
        env=os.environ | {"PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert refusal(ended) == "damaged_file"


def test_without_that_file_the_same_commands_know_no_such_format(tree: Path) -> None:
    ended = follow_the_commands(tree)

    assert ended.returncode == 11
    assert refusal(ended) == "unsupported_format"
