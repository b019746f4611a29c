"""The supervisor's configuration means the same words, whatever the data folder is called."""

import configparser
import shlex
from pathlib import Path

import pytest
from pytest_django import Settings

from wenfang.cli.house.programs import configuration, programs
from wenfang.queue.parts import part_names


def parsed(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(inline_comment_prefixes=(";",))
    parser.read_string(text)
    return parser


@pytest.mark.parametrize("name", ["var", "a folder", "100%"])
def test_a_data_folder_may_have_any_name(settings: Settings, tmp_path: Path, name: str) -> None:
    settings.WENFANG_DATA = tmp_path / name
    told = parsed(configuration())

    assert told["supervisord"]["pidfile"].replace("%%", "%").startswith(str(tmp_path / name))
    words = shlex.split(told["program:press-1"]["command"].replace("%%", "%"))
    assert words[1:] == ["worker", "--lanes", "press", "--name", "press-1"]


def test_every_part_that_health_looks_for_is_a_program(settings: Settings) -> None:
    settings.WENFANG_PRESS_WORKERS = 3

    assert set(part_names()) | {"web"} == {program.name for program in programs()}
    assert "press-3" in part_names()


def test_a_site_has_no_sandbox(settings: Settings) -> None:
    assert "sandbox" in part_names()
    settings.WENFANG_MODE = "site"

    assert "sandbox" not in part_names()
    assert "sandbox" not in {program.name for program in programs()}
