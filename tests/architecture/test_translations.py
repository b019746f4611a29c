"""Everything that people see exists in Chinese, and nothing there is a guess."""

import os
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.architecture.budgets import ROOT
from wenfang.kernel.errors import WenfangError

PACKAGE = ROOT / "src" / "wenfang"
CATALOGUE = Path("web/locale/zh_Hans/LC_MESSAGES/django.po")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans", domain="django")


def name_of(message: Message) -> tuple[object, object]:
    return message.context, message.id


def lacking(found: Catalog) -> list[object]:
    """Messages without a translation, and those whose translation is a guess."""
    bad: list[object] = []
    for message in found:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            bad.append(message.id)
    return bad


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the source holds now, collected in a copy so that nothing here changes."""
    copy = tmp_path_factory.mktemp("texts") / "wenfang"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "demo", "*.mo"))
    subprocess.run(
        [sys.executable, "-P", "-m", "django", "makemessages", "--settings=wenfang.config.settings",
         "--locale", "zh_Hans", "--extension", "html,txt,py", "--no-location", "--no-obsolete"],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy.parent)},
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return catalogue(copy / CATALOGUE)


def test_every_text_is_in_the_chinese_catalogue(collected: Catalog) -> None:
    known = {name_of(message) for message in catalogue(PACKAGE / CATALOGUE)}
    missing = [message.id for message in collected if name_of(message) not in known]

    assert not missing


def test_every_text_has_a_chinese_translation_and_none_is_a_guess() -> None:
    assert lacking(catalogue(PACKAGE / CATALOGUE)) == []


def test_a_missing_and_a_guessed_translation_are_found(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Buy"\nmsgstr "购买"\n\n'
        'msgid "Read"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Pay"\nmsgstr "购买"\n',
        encoding="utf-8",
    )

    assert lacking(catalogue(path)) == ["Read", "Pay"]


def errors(base: type[WenfangError] = WenfangError) -> list[type[WenfangError]]:
    return [base, *(one for child in base.__subclasses__() for one in errors(child))]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_error_speaks_both_languages_about_the_same_things() -> None:
    for one in errors():
        assert places(one.message_en) == places(one.message_zh), one
        assert any("\u4e00" <= letter <= "\u9fff" for letter in one.message_zh), one
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in one.message_en), one
