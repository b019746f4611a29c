"""Presentations: pptx, ppsx, ppt, pps, odp, fodp."""

from wenfang.press.family import CutCopy, Cutting, Family, Findings, Glance, Inspection
from wenfang.press.model import Message


def sniff(glance: Glance) -> str | None:
    """Shows that start by themselves differ from decks in their name alone, or deep inside."""
    if glance.is_zip:
        if b"vnd.oasis.opendocument.presentation" in glance.head[:128]:
            return "odp"
        if b"ppt/presentation" in glance.entries:
            return "ppsx" if glance.suffix == "ppsx" else "pptx"
    if glance.ole_format == "ppt":
        return "pps" if glance.suffix == "pps" else "ppt"
    return "fodp" if glance.is_flat(b"presentation") else None


def inspect(inspection: Inspection) -> Findings:
    """Bound, sanitise and read one deck; the readers are imported where they are needed."""
    if inspection.format in ("pptx", "ppsx"):
        from wenfang.press.reading import ooxml

        kinds = [("slideshow", "ppsx", "ppsx"), ("presentation", "pptx", "pptx")]
        return ooxml.inspect(inspection, kinds, "Slides")
    if inspection.format == "odp":
        from wenfang.press.reading import odf

        return odf.inspect(inspection, "odp")
    if inspection.format == "fodp":
        from wenfang.press.reading import flat_odf

        return flat_odf.inspect(inspection, "fodp")
    from wenfang.press.reading import ole

    return ole.inspect(inspection, inspection.format, ("PowerPoint Document",), ole.read_powerpoint)


def cut(cutting: Cutting) -> CutCopy | None:
    """A copy with the first slides alone."""
    from wenfang.press.cutting import slides

    return slides.cut(cutting)


# Hidden slides are part of what is sold, and the author's program counts them. Pictures finer than
# the widest page image cost a third of the time of a deck and are never seen.
FAMILY = Family(
    label=Message("Slides", "演示文稿"),
    formats={
        "pptx": "pptx",
        "ppsx": "ppsx",
        "ppt": "ppt",
        "pps": "pps",
        "odp": "odp",
        "fodp": "fodp",
    },
    export="impress_pdf_Export",
    options={
        "ExportHiddenSlides": True,
        "ReduceImageResolution": True,
        "MaxImageResolution": 150,
    },
    sniff=sniff,
    inspect=inspect,
    containers={"pptx": "zip", "ppsx": "zip", "odp": "zip", "ppt": "ole", "pps": "ole"},
    in_lines=True,
    cut=cut,
)
