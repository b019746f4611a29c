"""Ranges and tags as clients really send them."""

import pytest

from wenfang.edge.byte_ranges import (
    ByteRange,
    RangeNotSatisfiableError,
    asked_range,
    matches_any,
    may_resume,
    whole,
)

TAG = '"0f"'


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, 99),
        ("bytes=10-19", 10, 19),
        ("bytes=99-", 99, 99),
        ("bytes=90-5000", 90, 99),
        ("bytes=-10", 90, 99),
        ("bytes=-5000", 0, 99),
        (" bytes = 1 - 2 ", 1, 2),
    ],
)
def test_one_range_is_understood(header: str, first: int, last: int) -> None:
    span = asked_range(header, 100)
    assert span == ByteRange(first, last)
    assert span.length == last - first + 1


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=0-1,5-6",
        "items=0-1",
        "bytes=+1-2",
        "bytes=1.0-2",
        "bytes=١-٢",
        "bytes=" + "9" * 5000 + "-",
    ],
)
def test_what_is_not_one_range_means_everything(header: str) -> None:
    assert asked_range(header, 100) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0)]
)
def test_a_range_behind_the_end_cannot_be_satisfied(header: str, size: int) -> None:
    with pytest.raises(RangeNotSatisfiableError):
        asked_range(header, size)


def test_the_whole_of_nothing_is_nothing() -> None:
    assert whole(0).length == 0
    assert whole(7) == ByteRange(0, 6)


@pytest.mark.parametrize("header", [TAG, "*", f"W/{TAG}", f'"other", {TAG}', f'"a,b" , W/{TAG}'])
def test_a_known_tag_is_found(header: str) -> None:
    assert matches_any(header, TAG)


@pytest.mark.parametrize("header", ["", "0f", '"0F"', '"other"', '"x0f"'])
def test_another_tag_is_not(header: str) -> None:
    assert not matches_any(header, TAG)


def test_only_the_same_strong_tag_allows_resuming() -> None:
    assert may_resume("", TAG)
    assert may_resume(TAG, TAG)
    for other in ('"other"', f"W/{TAG}", "Sun, 22 Nov 2026 22:33:30 GMT"):
        assert not may_resume(other, TAG)
