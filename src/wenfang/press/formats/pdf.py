"""PDF: nothing to convert, only to be sure that all of it is there."""

from wenfang.press.errors import DamagedFileError
from wenfang.press.family import Family, Findings, Glance, Inspection
from wenfang.press.model import Message

HEADER_WITHIN = 1024
END_WITHIN = 2048


def sniff(glance: Glance) -> str | None:
    """The header may follow some bytes of rubbish, as every reader of PDF allows."""
    if glance.is_zip or glance.is_ole:
        return None
    return "pdf" if b"%PDF-" in glance.head[:HEADER_WITHIN] else None


def inspect(inspection: Inspection) -> Findings:
    """Refuse a file whose end is missing; a renderer would show what is left without a word."""
    with inspection.source.open("rb") as file:
        file.seek(max(0, inspection.source.stat().st_size - END_WITHIN))
        complete = b"%%EOF" in file.read()
    warnings = [] if complete else _repaired(inspection)
    clean = inspection.keep("pdf")
    return Findings(format="pdf", clean=clean.name, warnings=warnings)


def _repaired(inspection: Inspection) -> list[str]:
    """Whether a file without its end marker is whole all the same."""
    import pikepdf

    try:
        with pikepdf.open(inspection.source, attempt_recovery=False):
            return ["repaired"]
    except pikepdf.PasswordError:
        return []
    except pikepdf.PdfError as error:
        raise DamagedFileError from error


FAMILY = Family(
    label=Message("PDF", "PDF"),
    formats={"pdf": "pdf"},
    export="",
    sniff=sniff,
    inspect=inspect,
)
