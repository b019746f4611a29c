"""Spreadsheets: xlsx, xls, ods, fods, and tables as comma-separated text."""

from wenfang.press.family import Family, Findings, Glance, Inspection
from wenfang.press.model import Message

# Excel before version 5 wrote its records without a container.
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def sniff(glance: Glance) -> str | None:
    """Names of main parts or streams; nothing but the name tells CSV from other text."""
    if glance.is_zip:
        if b"vnd.oasis.opendocument.spreadsheet" in glance.head[:128]:
            return "ods"
        return "xlsx" if b"xl/workbook.xml" in glance.entries else None
    if glance.ole_format == "xls" or glance.head.startswith(OLD_EXCEL):
        return "xls"
    if glance.is_flat(b"spreadsheet"):
        return "fods"
    return "csv" if glance.suffix == "csv" and glance.is_text else None


def inspect(inspection: Inspection) -> Findings:
    """Bound, sanitise and read one workbook; the readers are imported where they are needed."""
    if inspection.format == "csv":
        from wenfang.press.typeset import table

        return table.typeset(inspection)
    from wenfang.press.cutting import sheets

    if inspection.format == "xlsx":
        from wenfang.press.reading import ooxml

        found = ooxml.inspect(inspection, [("sheet", "xlsx", "xlsx")], "")
        return _shortened(found, sheets.bound_xlsx(inspection.clean("xlsx")))
    if inspection.format == "ods":
        from wenfang.press.reading import odf

        found = odf.inspect(inspection, "ods")
        found.recorded_pages = None
        found.survey.characters = None
        return _shortened(found, sheets.bound_ods(inspection.clean("ods")))
    if inspection.format == "fods":
        from wenfang.press.reading import flat_odf

        found = flat_odf.inspect(inspection, "fods")
        return _shortened(found, sheets.bound_fods(inspection.clean("fods")))
    return _inspect_xls(inspection)


def _shortened(found: Findings, is_shorter: bool) -> Findings:
    """Say so where the pages do not show all rows."""
    if is_shorter:
        found.warnings.append("rows_truncated")
    return found


def _inspect_xls(inspection: Inspection) -> Findings:
    from wenfang.press.cutting import sheets
    from wenfang.press.reading import ole

    with inspection.source.open("rb") as file:
        if file.read(4) in OLD_EXCEL:
            inspection.keep("xls")
            return Findings(format="xls", clean=inspection.clean("xls").name)
    found = ole.inspect(inspection, "xls", ("Workbook", "Book"), ole.read_excel)
    is_shorter = not found.locked and sheets.bound_xls(inspection.clean("xls"))
    return _shortened(found, is_shorter)


FAMILY = Family(
    label=Message("Spreadsheet", "电子表格"),
    formats={"xlsx": "xlsx", "xls": "xls", "ods": "ods", "fods": "fods", "csv": "fods"},
    export="calc_pdf_Export",
    sniff=sniff,
    inspect=inspect,
    containers={"xlsx": "zip", "ods": "zip", "xls": "ole"},
)
