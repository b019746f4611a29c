"""Decisions about documents that need no database."""

import pytest

from wenfang.documents import rules


@pytest.mark.parametrize(
    ("pages", "free"), [(1, 1), (2, 1), (8, 1), (12, 2), (17, 2), (24, 3), (40, 5), (900, 5)]
)
def test_about_every_eighth_page_is_free_by_default(pages: int, free: int) -> None:
    assert rules.default_free_pages(pages) == free


def test_more_free_pages_than_pages_frees_them_all() -> None:
    assert rules.free_page_count(99, 17) == 17


def test_an_author_may_show_nothing() -> None:
    assert rules.free_page_count(0, 17) == 0


@pytest.mark.parametrize(
    ("scan", "required", "sellable"),
    [
        ("unscanned", False, True),
        ("unscanned", True, False),
        ("clean", True, True),
        ("infected", False, False),
        ("infected", True, False),
    ],
)
def test_what_was_not_scanned_is_never_clean(scan: str, required: bool, sellable: bool) -> None:
    assert rules.can_sell(is_ready=True, scan=scan, scan_required=required) is sellable


def test_what_is_not_ready_is_not_sold() -> None:
    assert not rules.can_sell(is_ready=False, scan="clean", scan_required=False)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\李\\报告.docx", "报告.docx"),
        ("a\u202etxt.exe\x00", "a txt.exe"),
        ("...", "document"),
        ("字" * 300 + ".docx", "字" * 120 + ".docx"),
    ],
)
def test_a_file_name_keeps_no_folder_and_no_trick(name: str, kept: str) -> None:
    assert rules.clean_file_name(name) == kept


def test_a_title_comes_from_the_file_name_if_need_be() -> None:
    assert rules.title_of_file("2026_年终_总结.docx") == "2026 年终 总结"


def test_two_crashes_are_enough() -> None:
    assert not rules.is_hopeless(crashes=1, attempts=1)
    assert rules.is_hopeless(crashes=2, attempts=1)


def test_attempts_that_are_lost_again_and_again_end() -> None:
    assert not rules.is_hopeless(crashes=0, attempts=5)
    assert rules.is_hopeless(crashes=0, attempts=6)
