"""Comma-separated values: a flat spreadsheet with readable columns and a repeated heading."""

import csv
import io
import itertools
import re
import unicodedata

from wenfang.press.family import Findings, Inspection
from wenfang.press.typeset.document import clean, flat_sheet
from wenfang.press.typeset.plain import read

ROWS = 20_000
COLUMNS = 200
CELL_CHARS = 1000
SAMPLE_ROWS = 400
NARROWEST, WIDEST = 1.6, 9.0
CM_PER_CHAR = 0.2
LANDSCAPE_FROM_CM = 20.0
_NUMBER = re.compile(r"^-?(\d{1,15}|\d{1,12}\.\d{1,6})$")


def typeset(inspection: Inspection) -> Findings:
    """Make a flat spreadsheet of the file; no cell ever becomes a formula."""
    text, warnings = read(inspection)
    rows = list(itertools.islice(_rows(text), ROWS + 1))
    if len(rows) > ROWS:
        warnings.append("rows_truncated")
    rows = rows[:ROWS]
    widths = _widths(rows)
    columns = "".join(
        f'<table:table-column table:style-name="c{index}"/>' for index in range(len(widths))
    )
    head, body = rows[:1], rows[1:]
    table = (
        f'<table:table table:name="1">{columns}<table:table-header-rows>'
        f"{''.join(_row(row, 'head') for row in head)}</table:table-header-rows>"
        f"{''.join(_row(row, 'cell') for row in body)}</table:table>"
    )
    target = inspection.clean("fods")
    landscape = sum(widths) > LANDSCAPE_FROM_CM
    target.write_text(flat_sheet(table, _styles(widths), landscape=landscape), "utf-8")
    return Findings(
        format="csv", clean=target.name, fonts=["黑体", "Liberation Sans"], warnings=warnings
    )


def _rows(text: str) -> "itertools.chain[list[str]]":
    csv.field_size_limit(10**7)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:8192], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    return itertools.chain(csv.reader(io.StringIO(text), dialect))


def _widths(rows: list[list[str]]) -> list[float]:
    """A width in centimetres per column, from the longest cell of a sample."""
    count = min(max((len(row) for row in rows), default=1) or 1, COLUMNS)
    longest = [0] * count
    for row in rows[:SAMPLE_ROWS]:
        for index, cell in enumerate(row[:count]):
            longest[index] = max(longest[index], _extent(cell))
    return [min(WIDEST, max(NARROWEST, length * CM_PER_CHAR + 0.4)) for length in longest]


def _extent(cell: str) -> int:
    """How many Latin letters wide the cell is."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in cell[:100])


def _row(row: list[str], style: str) -> str:
    cells = "".join(_cell(cell, style) for cell in row[:COLUMNS])
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(cell: str, style: str) -> str:
    value = cell.strip()
    kind = (
        f'office:value-type="float" office:value="{value}"'
        if _NUMBER.match(value)
        else 'office:value-type="string"'
    )
    text = clean(cell[:CELL_CHARS])
    opening = f'<table:table-cell table:style-name="{style}" {kind}>'
    return f"{opening}<text:p>{text}</text:p></table:table-cell>"


def _styles(widths: list[float]) -> str:
    columns = "".join(
        f'<style:style style:name="c{index}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>'
        for index, width in enumerate(widths)
    )
    return columns + "".join(
        f'<style:style style:name="{name}" style:family="table-cell">'
        '<style:table-cell-properties fo:border="0.4pt solid #bbbbbb" fo:wrap-option="wrap" '
        f'fo:padding="0.1cm" {background}/><style:text-properties {weight} fo:font-size="10pt" '
        'style:font-size-asian="10pt" fo:font-family="Liberation Sans" '
        'style:font-family-asian="黑体"/></style:style>'
        for name, background, weight in (
            ("cell", "", ""),
            (
                "head",
                'fo:background-color="#eeeeee"',
                'fo:font-weight="bold" style:font-weight-asian="bold"',
            ),
        )
    )
