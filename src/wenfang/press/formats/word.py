"""Documents of word processors: docx, doc, rtf, odt, fodt."""

from wenfang.press.family import CutCopy, Cutting, Family, Findings, Glance, Inspection
from wenfang.press.model import Message


def sniff(glance: Glance) -> str | None:
    """Names of main parts in the archive's directory, OLE stream names, RTF's first bytes."""
    if glance.is_zip:
        if b"vnd.oasis.opendocument.text" in glance.head[:128]:
            return "odt"
        return "docx" if b"word/document" in glance.entries else None
    if glance.ole_format == "doc":
        return "doc"
    if glance.head.lstrip().startswith(b"{\\rt"):
        return "rtf"
    return "fodt" if glance.is_flat(b"text") else None


def inspect(inspection: Inspection) -> Findings:
    """Bound, sanitise and read one document; the readers are imported where they are needed."""
    if inspection.format == "docx":
        from wenfang.press.reading import ooxml

        return ooxml.inspect(inspection, [("word", "docx", "docx")], "Pages")
    if inspection.format == "odt":
        from wenfang.press.reading import odf

        return odf.inspect(inspection, "odt")
    if inspection.format == "fodt":
        from wenfang.press.reading import flat_odf

        return flat_odf.inspect(inspection, "fodt")
    if inspection.format == "rtf":
        from wenfang.press.reading import rtf

        return rtf.inspect(inspection)
    from wenfang.press.reading import ole

    return ole.inspect(inspection, "doc", ("WordDocument",), ole.read_word)


def cut(cutting: Cutting) -> CutCopy | None:
    """A copy with the first paragraphs alone."""
    from wenfang.press.cutting import paragraphs

    return paragraphs.cut(cutting)


FAMILY = Family(
    label=Message("Word document", "Word 文档"),
    formats={"docx": "docx", "doc": "doc", "rtf": "rtf", "odt": "odt", "fodt": "fodt"},
    export="writer_pdf_Export",
    options={"ExportFormFields": False},
    sniff=sniff,
    inspect=inspect,
    containers={"docx": "zip", "odt": "zip", "doc": "ole"},
    often_squeezes=True,
    cut=cut,
)
