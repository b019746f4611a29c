"""Workbooks: a club budget whose sums are formulas, and a book of arithmetic for twenty days."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from wenfang.cli.demo.blocks import Block, parse

_GREEN, _PALE, _GREY = "2F6B4F", "E3EFE8", "F1F1EF"
_LINE = Side(style="thin", color="C9CFCB")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
_MONEY = "#,##0.00"
_TINTS = ("FBE5D6", "DDEBF7", "E2EFDA", "FFF2CC", "EADCF4", "D9F0EE", "F8D7DA")


def build_budget(text: str) -> bytes:
    """Five sheets: how to use it, budget, items, months with a chart, timetable."""
    blocks = parse(text)
    clubs, items, weeks = (block.rows for block in blocks if block.kind == "table")
    book = Workbook()
    notes = book.worksheets[0]
    notes.title = "使用说明"
    _write_notes(notes, blocks)
    _write_budget(book.create_sheet("预算总表"), clubs, len(items))
    _write_items(book.create_sheet("支出明细"), items)
    _write_months(book.create_sheet("月度汇总"), len(items))
    _write_timetable(book.create_sheet("活动排期"), weeks, [club[0] for club in clubs[1:]])
    return _save(book)


def build_drills(text: str) -> bytes:
    """Twenty pages of forty exercises and the answers on a sheet of their own."""
    title = parse(text)[0].text
    notes = [block.text for block in parse(text) if block.kind == "item"]
    book = Workbook()
    tasks = book.worksheets[0]
    tasks.title = "练习"
    answers = book.create_sheet("答案")
    for sheet in (tasks, answers):
        _page(sheet, [18.5] * 4, landscape=False)
    numbers = _numbers()
    for day in range(20):
        exercises = [_exercise(numbers, day) for _ in range(40)]
        top = day * 13 + 1
        _write_day(tasks, top, f"{title}　第{day + 1}天", [task for task, _ in exercises], 58)
        tasks.cell(top + 11, 1, notes[day % len(notes)]).font = Font("楷体", 11, color="777777")
        tasks.cell(top + 12, 1, "用时：＿＿分＿＿秒　　做对：＿＿题").font = Font("宋体", 11)
        tasks.row_dimensions[top + 11].height = tasks.row_dimensions[top + 12].height = 28
        tasks.row_breaks.append(Break(id=top + 12))
        full = [f"{task} {answer}" for task, answer in exercises]
        _write_day(answers, day * 12 + 1, f"第{day + 1}天　答案", full, 19)
        if day % 3 == 2:
            answers.row_breaks.append(Break(id=day * 12 + 12))
    return _save(book)


def _write_notes(sheet: Worksheet, blocks: Sequence[Block]) -> None:
    _page(sheet, [4, 84], landscape=True)
    sheet["B2"] = blocks[0].text
    sheet["B2"].font = Font("微软雅黑", 20, bold=True, color=_GREEN)
    sheet["B3"] = next(block.text for block in blocks if block.kind == "@note")
    sheet["B3"].font = Font("微软雅黑", 11, color="666666")
    for row, item in enumerate((b.text for b in blocks if b.kind == "item"), start=5):
        sheet.cell(row, 1, row - 4).font = Font("微软雅黑", 12, bold=True, color=_GREEN)
        sheet.cell(row, 1).alignment = _CENTER
        target = sheet.cell(row, 2, item)
        target.font = Font("微软雅黑", 12)
        target.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 34


def _write_budget(sheet: Worksheet, clubs: Sequence[Sequence[str]], count: int) -> None:
    header = [*clubs[0], "已支出（元）", "余额（元）", "执行率", "执行情况"]
    _page(sheet, [16, 12, 9, 16, 16, 16, 11, 12], landscape=True)
    _head(sheet, "预算总表", header)
    last = count + 2
    for row, club in enumerate(clubs[1:], start=3):
        spent = f"SUMIF(支出明细!$A$3:$A${last},A{row},支出明细!$F$3:$F${last})"
        state = f'IF(F{row}<0,"超支",IF(F{row}<D{row}*0.1,"注意","正常"))'
        values: list[str | int] = [club[0], club[1], int(club[2]), int(club[3])]
        _row(sheet, row, [*values, f"={spent}", f"=D{row}-E{row}", f"=E{row}/D{row}", f"={state}"])
    end = len(clubs) + 1
    total = end + 1
    sums = [f"=SUM({column}3:{column}{end})" for column in "CDEF"]
    _row(sheet, total, ["合计", "", *sums, f"=E{total}/D{total}", ""])
    for row in range(3, total + 1):
        for column in (4, 5, 6):
            sheet.cell(row, column).number_format = _MONEY
        sheet.cell(row, 7).number_format = "0.0%"
        _fill(sheet, row, (5, 6, 7, 8), _GREY)
    _fill(sheet, total, range(1, 9), _PALE)


def _write_items(sheet: Worksheet, items: Sequence[Sequence[str]]) -> None:
    _page(sheet, [16, 9, 26, 14, 10, 16], landscape=False)
    _head(sheet, "支出明细", ["社团", "月份", "项目", "单价（元）", "数量", "金额（元）"])
    for row, (club, month, name, price, count) in enumerate(items, start=3):
        formula = f"=ROUND(D{row}*E{row},2)"
        _row(sheet, row, [club, int(month), name, float(price), int(count), formula])
        sheet.cell(row, 4).number_format = sheet.cell(row, 6).number_format = _MONEY
        _fill(sheet, row, (6,), _GREY)
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:F{len(items) + 2}"


def _write_months(sheet: Worksheet, count: int) -> None:
    _page(sheet, [12, 12, 18, 18], landscape=True)
    _head(sheet, "月度汇总", ["月份", "笔数", "支出（元）", "累计（元）"])
    last = count + 2
    months, amounts = f"支出明细!$B$3:$B${last}", f"支出明细!$F$3:$F${last}"
    for row in range(3, 15):
        number = f"=COUNTIF({months},A{row})"
        _row(
            sheet, row, [row - 2, number, f"=SUMIF({months},A{row},{amounts})", f"=SUM(C$3:C{row})"]
        )
        for column in (3, 4):
            sheet.cell(row, column).number_format = _MONEY
        _fill(sheet, row, (2, 3, 4), _GREY)
    chart = BarChart()
    chart.title = "各月支出（元）"
    chart.legend = None
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=14))
    chart.set_categories(Reference(sheet, min_col=1, min_row=3, max_row=14))
    chart.series[0].graphicalProperties.solidFill = _GREEN
    chart.height, chart.width = 9.5, 17
    sheet.add_chart(chart, "F2")


def _write_timetable(
    sheet: Worksheet, weeks: Sequence[Sequence[str]], clubs: Sequence[str]
) -> None:
    _page(sheet, [16, 19, 19, 19, 19, 19], landscape=True)
    _head(sheet, "活动排期", list(weeks[0]))
    for row, cells in enumerate(weeks[1:], start=3):
        _row(sheet, row, [cell.replace("<br>", "\n") for cell in cells])
        sheet.row_dimensions[row].height = 62
        for column, cell in enumerate(cells, start=1):
            club = cell.split("<br>")[0]
            if club in clubs:
                _fill(sheet, row, (column,), _TINTS[clubs.index(club)])


def _write_day(sheet: Worksheet, top: int, title: str, lines: Sequence[str], height: float) -> None:
    sheet.cell(top, 1, title).font = Font("黑体", 16, color=_GREEN)
    sheet.row_dimensions[top].height = 34
    for place, line in enumerate(lines):
        row, column = top + 1 + place // 4, place % 4 + 1
        sheet.cell(row, column, line).font = Font("Times New Roman", 14)
        sheet.row_dimensions[row].height = height


def _exercise(numbers: Iterator[int], day: int) -> tuple[str, int]:
    """A sum that gets harder with the days; every result is a whole number."""
    kind, a, b = next(numbers) % 4, next(numbers), next(numbers)
    size = 2 + day // 5
    if kind == 0:
        left, right = a % (60 * size) + 12, b % (40 * size) + 8
        return f"{left} + {right} =", left + right
    if kind == 1:
        right, rest = a % (40 * size) + 7, b % (60 * size) + 5
        return f"{right + rest} − {right} =", rest
    left, right = a % (12 * size) + 11, b % 8 + 2
    if kind == 2:
        return f"{left} × {right} =", left * right
    return f"{left * right} ÷ {right} =", left


def _numbers() -> Iterator[int]:
    """The same numbers every time: a linear congruence, because ``random`` promises no sequence."""
    state = 20240506
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield state >> 12


def _page(sheet: Worksheet, widths: Sequence[float], *, landscape: bool) -> None:
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    footer: Any = sheet.oddFooter
    footer.center.text = "&A　第 &P 页"
    sheet.sheet_view.showGridLines = False


def _head(sheet: Worksheet, title: str, names: Sequence[str]) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(names))
    sheet.cell(1, 1, title).font = Font("微软雅黑", 17, bold=True, color=_GREEN)
    sheet.cell(1, 1).alignment = _CENTER
    sheet.row_dimensions[1].height = 38
    _row(sheet, 2, names)
    _fill(sheet, 2, range(1, len(names) + 1), _GREEN)
    for column in range(1, len(names) + 1):
        sheet.cell(2, column).font = Font("微软雅黑", 11, bold=True, color="FFFFFF")
    sheet.print_title_rows = "1:2"


def _row(sheet: Worksheet, row: int, values: Sequence[str | int | float]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column, value)
        cell.font, cell.alignment, cell.border = Font("微软雅黑", 11), _CENTER, _BOX
    sheet.row_dimensions[row].height = 25


def _fill(sheet: Worksheet, row: int, columns: Sequence[int], color: str) -> None:
    for column in columns:
        sheet.cell(row, column).fill = PatternFill("solid", start_color=color)


def _save(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
