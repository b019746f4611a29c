"""Workbooks that are larger than any reader would leaf through."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.factories.files import converted
from wenfang.press import Limits, Rooms, TimedOutError, press_document
from wenfang.press.deadline import Deadline

LAST_CORNER = "XFD1048576"


def a_workbook(*, far: str = "", rows: int = 0) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "here"
    for row in range(2, rows + 2):
        sheet.append([row, f"行{row}"])
    if far:
        sheet[far] = "far away"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_cell_in_the_last_corner_does_not_keep_the_press_busy(tmp_path: Path) -> None:
    source = tmp_path / "corner.xlsx"
    source.write_bytes(a_workbook(far=LAST_CORNER))
    result = press_document(source, tmp_path / "out", limits=Limits(time_seconds=60))
    assert result.pages == 1
    assert "here" in result.text[0]
    assert result.warnings == ["rows_truncated"]


@pytest.mark.long
def test_without_the_bound_the_same_file_never_ends(tmp_path: Path) -> None:
    source = tmp_path / "corner.xlsx"
    source.write_bytes(a_workbook(far=LAST_CORNER))
    rooms = Rooms(limits=Limits())
    with rooms.office((), squeezes=False) as office, pytest.raises(TimedOutError):
        office.hand_in(source, "clean.xlsx")
        deadline = Deadline(30)
        office.convert("clean.xlsx", export="calc_pdf_Export", options={}, deadline=deadline)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "fods", "xls"])
def test_the_first_rows_of_a_very_long_table_are_shown_and_that_is_said(
    kind: str, tmp_path: Path
) -> None:
    content = a_workbook(rows=5000)
    source = tmp_path / f"long.{kind}"
    source.write_bytes(content if kind == "xlsx" else converted(content, "xlsx", kind))
    result = press_document(source, tmp_path / "out", last=1, widths=(180,))
    words = "".join(result.text)
    assert "行2999" in words
    assert "行3002" not in words
    assert result.warnings == ["rows_truncated"]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "fods", "xls"])
def test_a_table_of_usual_size_stays_as_it_is(kind: str, tmp_path: Path) -> None:
    content = a_workbook(far="IV500", rows=400)
    source = tmp_path / f"usual.{kind}"
    source.write_bytes(content if kind == "xlsx" else converted(content, "xlsx", kind))
    result = press_document(source, tmp_path / "out", last=1, widths=(180,))
    assert "far away" in "".join(result.text)
    assert result.warnings == []
