"""The demo library as a whole: what it holds, and that it is the same everywhere."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from wenfang.cli.demo import DemoDocument, accounts, build_library, categories
from wenfang.cli.demo.archive import Seal, seal

_OFFICE = {".docx", ".pptx", ".xlsx"}
_PRINT_HASHES = """
import hashlib, pathlib, sys
from wenfang.cli.demo import build_library
for made in build_library(pathlib.Path(sys.argv[1])):
    print(hashlib.sha256(made.path.read_bytes()).hexdigest())
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> list[DemoDocument]:
    return build_library(tmp_path_factory.mktemp("library"))


def test_every_document_stands_on_a_shelf_and_has_an_author(library: list[DemoDocument]) -> None:
    shelves = {category.slug for category in categories()}
    people = {account.handle for account in accounts()}
    assert {made.category for made in library} <= shelves
    assert {made.author_handle for made in library} <= people


def test_a_parent_shelf_comes_before_its_children() -> None:
    seen: set[str] = {""}
    for category in categories():
        assert category.parent in seen
        seen.add(category.slug)


def test_an_author_a_buyer_and_an_operator_are_shown_at_the_start() -> None:
    shown = [account for account in accounts() if account.shown]
    assert [set(account.roles) for account in shown] == [
        {"author"},
        set(),
        {"operator", "moderator"},
    ]
    assert shown[0].handle == "U-31517"


def test_no_demo_address_can_receive_mail() -> None:
    assert all(account.email.endswith(".demo.invalid") for account in accounts())


def test_the_library_holds_a_dozen_files_over_the_formats(library: list[DemoDocument]) -> None:
    suffixes = {made.path.suffix for made in library}
    assert {".docx", ".pptx", ".xlsx", ".csv", ".pdf", ".md", ".txt"} <= suffixes
    assert len(library) >= 12


def test_the_speech_costs_three_yuan_and_shows_two_pages(library: list[DemoDocument]) -> None:
    speech = library[0]
    assert (speech.price_minor, speech.free_pages, speech.author_handle) == (300, 2, "U-31517")


def test_another_process_in_another_place_makes_the_same_bytes(
    library: list[DemoDocument], tmp_path: Path
) -> None:
    elsewhere = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    answer = subprocess.run(
        [sys.executable, "-c", _PRINT_HASHES, str(tmp_path)],
        env=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    here = [hashlib.sha256(made.path.read_bytes()).hexdigest() for made in library]
    assert answer.stdout.split() == here


def test_a_seal_with_another_author_makes_other_bytes(library: list[DemoDocument]) -> None:
    data = library[0].path.read_bytes()
    assert seal(data, Seal("题", "U-1")) == seal(data, Seal("题", "U-1"))
    assert seal(data, Seal("题", "U-1")) != seal(data, Seal("题", "U-2"))


def test_office_files_carry_their_title_and_nothing_of_the_machine(
    library: list[DemoDocument],
) -> None:
    for made in library:
        if made.path.suffix not in _OFFICE:
            continue
        with zipfile.ZipFile(made.path) as archive:
            moments = {member.date_time for member in archive.infolist()}
            core = archive.read("docProps/core.xml").decode()
            assert moments == {(2024, 5, 6, 9, 30, 0)}
            assert made.title in core and made.author_handle in core
            assert "docProps/thumbnail.jpeg" not in archive.namelist()
