"""Modules say what they hold, names mean something, writes are actions, and nothing is hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import habits
from tests.architecture.budgets import ROOT, python_files

PACKAGE = ROOT / "src" / "wenfang"
DOMAINS = ("accounts", "notify", "documents", "catalogue", "delivery", "sales", "trust")


def named(paths: list[Path]) -> str:
    return "\n".join(str(path.relative_to(ROOT)) for path in paths)


def modules(folder: str) -> list[Path]:
    """The modules of every domain's ``actions`` or ``steps`` folder."""
    found = [path for domain in DOMAINS for path in (PACKAGE / domain / folder).glob("*.py")]
    return [path for path in found if path.name != "__init__.py"]


def test_every_module_begins_with_a_sentence_about_what_belongs_there() -> None:
    silent = [
        path for path in python_files("src", "tests", "scripts") if habits.lacks_docstring(path)
    ]

    assert not silent, named(silent)


def test_no_module_is_named_after_nothing() -> None:
    empty = [path for path in python_files("src", "tests") if habits.has_empty_name(path)]

    assert not empty, named(empty)


def test_the_kernel_needs_the_standard_library_alone() -> None:
    found = {path: habits.foreign_imports(path) for path in (PACKAGE / "kernel").glob("*.py")}

    assert found
    assert not any(found.values()), found


def test_nothing_happens_behind_the_back_of_a_caller() -> None:
    found = [path for path in python_files("src") if habits.uses_signals(path)]

    assert not found, named(found)


def test_a_step_opens_no_transaction() -> None:
    found = [path for path in modules("steps") if habits.transactions(path)]

    assert not found, named(found)


def test_a_step_that_writes_asks_for_its_callers_transaction() -> None:
    found = [path for path in modules("steps") if habits.forgets_its_transaction(path)]

    assert not found, named(found)


def test_what_an_action_opens_is_durable() -> None:
    found = [path for path in modules("actions") if not all(habits.transactions(path))]

    assert not found, named(found)


def test_every_action_is_called_as_its_file_and_takes_keywords_only() -> None:
    found = [path for path in modules("actions") if not habits.is_action(path)]

    assert not found, named(found)


def test_our_own_code_is_never_mocked() -> None:
    found = [
        path
        for path in python_files("tests")
        if {"mock", "unittest.mock"} & set(habits.imported_modules(path))
    ]

    assert not found, named(found)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (habits.lacks_docstring, "x = 1\n"),
        (habits.lacks_docstring, '"""no sentence"""\n'),
        (habits.foreign_imports, "import django\n"),
        (habits.foreign_imports, "def f():\n    from wenfang.queue import enqueue\n"),
        (habits.uses_signals, "from django.db.models import signals\n"),
        (habits.uses_signals, "from django.dispatch import receiver\n"),
        (habits.forgets_its_transaction, "def f(row):\n    row.save()\n"),
        (habits.transactions, "with transaction.atomic():\n    pass\n"),
        (habits.transactions, "@transaction.atomic\ndef f():\n    pass\n"),
    ],
)
def test_a_broken_habit_is_found(
    tmp_path: Path, check: Callable[[Path], object], text: str
) -> None:
    path = tmp_path / "module.py"
    path.write_text(text, encoding="utf-8")

    assert check(path)


def test_an_action_with_positions_or_another_name_is_found(tmp_path: Path) -> None:
    path = tmp_path / "place_order.py"
    path.write_text("def place_order(*, document): ...\n", encoding="utf-8")
    assert habits.is_action(path)

    path.write_text("def place_order(document): ...\n", encoding="utf-8")
    assert not habits.is_action(path)
    path.write_text("def order(*, document): ...\n", encoding="utf-8")
    assert not habits.is_action(path)


def test_an_empty_name_is_found(tmp_path: Path) -> None:
    assert habits.has_empty_name(tmp_path / "utils.py")
    assert habits.has_empty_name(tmp_path / "helpers" / "money.py")
    assert not habits.has_empty_name(tmp_path / "money.py")
