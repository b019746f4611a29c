"""Files, functions, templates and scripts stay small, and no exception has crept in."""

import tomllib
from pathlib import Path

import pytest

from tests.architecture.budgets import ROOT, over_budget, python_files, sized_files

EXCEPTIONS = ROOT / "tests" / "architecture" / "exceptions.toml"
MOST_EXCEPTIONS = 0


def exceptions() -> dict[str, str]:
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))


def test_every_file_and_function_keeps_its_budget() -> None:
    excused = {ROOT / name for name in exceptions()}
    found = [line for path in sized_files() if path not in excused for line in over_budget(path)]

    assert not found, "\n".join(found)


def test_the_list_of_exceptions_only_shrinks() -> None:
    assert len(exceptions()) <= MOST_EXCEPTIONS


def test_the_budgets_look_at_every_kind_of_file() -> None:
    kinds = {path.suffix for path in sized_files()}

    assert {".py", ".html", ".js", ".sh"} <= kinds


def test_nobody_silences_the_complexity_budget() -> None:
    silencer = "noqa: " + "C901"
    found = [
        str(path)
        for path in python_files("src", "tests", "scripts", "docs")
        if silencer in path.read_text(encoding="utf-8")
    ]

    assert not found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("long.py", "x = 1\n" * 301),
        ("tests/test_long.py", "x = 1\n" * 401),
        ("function.py", "def long():\n" + "    x = 1\n" * 40),
        ("page.html", "<p>\n" * 121),
        ("element.js", "let x;\n" * 151),
        ("script.sh", "true\n" * 301),
    ],
)
def test_a_file_over_its_budget_is_found(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")

    assert over_budget(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("short.py", "x = 1\n" * 300),
        ("tests/test_short.py", "x = 1\n" * 400),
        ("function.py", "def short():\n" + "    x = 1\n" * 39),
        ("page.html", "<p>\n" * 120),
    ],
)
def test_a_file_within_its_budget_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")

    assert over_budget(path) == []
