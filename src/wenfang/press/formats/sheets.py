"""Spreadsheets: xlsx, xls, ods, and tables as comma-separated text."""

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
    if glance.is_ole:
        is_book = glance.names_stream("Workbook") or glance.names_stream("Book")
        return "xls" if is_book and not glance.names_stream("WordDocument") else None
    if glance.head.startswith(OLD_EXCEL):
        return "xls"
    return "csv" if glance.suffix == "csv" and glance.is_text else None


def inspect(inspection: Inspection) -> Findings:
    """Bound, sanitise and read one workbook; the readers are imported where they are needed."""
    if inspection.format == "xlsx":
        from wenfang.press.reading import ooxml

        return ooxml.inspect(inspection, [("sheet", "xlsx", "xlsx")], "")
    if inspection.format == "ods":
        from wenfang.press.reading import odf

        found = odf.inspect(inspection, "ods")
        found.recorded_pages = None
        found.survey.characters = None
        return found
    if inspection.format == "csv":
        from wenfang.press.typeset import table

        return table.typeset(inspection)
    return _inspect_xls(inspection)


def _inspect_xls(inspection: Inspection) -> Findings:
    from wenfang.press.reading import ole

    with inspection.source.open("rb") as file:
        if file.read(4) in OLD_EXCEL:
            inspection.keep("xls")
            return Findings(format="xls", clean=inspection.clean("xls").name)
    return ole.inspect(inspection, "xls", ("Workbook", "Book"), ole.read_excel)


FAMILY = Family(
    label=Message("Spreadsheet", "电子表格"),
    formats={"xlsx": "xlsx", "xls": "xls", "ods": "ods", "csv": "fods"},
    export="calc_pdf_Export",
    sniff=sniff,
    inspect=inspect,
    containers={"xlsx": "zip", "ods": "zip", "xls": "ole"},
)
