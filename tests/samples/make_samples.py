"""Makes the tiny samples of this folder, one per format; run it by hand after changing a text."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tests.factories import files

HERE = Path(__file__).parent
PAGES = ("文坊样张 第一页 sample", "文坊样张 第二页 sample")
TEXTS = {
    "txt": "文坊样张\n\n这一行是正文，sample。\n",
    "md": "# 文坊样张\n\n这一行是**正文**，sample。\n\n- 一\n- 二\n",
    "csv": "名称,数量\n文坊样张,3\nsample,4\n",
}
OFFICE = {
    "docx": ("doc", "rtf", "odt", "fodt"),
    "pptx": ("odp",),
    "xlsx": ("xls", "ods", "fods"),
}
DECK_TYPE, SHOW_TYPE = b"presentationml.presentation.main", b"presentationml.slideshow.main"
# A deck without layouts: what they would add to a binary file is half a megabyte.
SLIDE = (
    '<draw:page draw:name="{0}" draw:master-page-name="m"><draw:frame svg:width="12cm" '
    'svg:height="2cm" svg:x="2cm" svg:y="2cm"><draw:text-box><text:p>{0}</text:p>'
    "</draw:text-box></draw:frame></draw:page>"
)
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
DECK = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document {NAMESPACES} office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles>'
    '<style:page-layout style:name="p"/></office:automatic-styles><office:master-styles>'
    '<style:master-page style:name="m" style:page-layout-name="p"/></office:master-styles>'
    f"<office:body><office:presentation>{''.join(SLIDE.format(page) for page in PAGES)}"
    "</office:presentation></office:body></office:document>"
)


def main() -> None:
    """Write every sample beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, others in OFFICE.items():
            source = HERE / f"tiny.{kind}"
            source.write_bytes(files.a_file(kind, PAGES))
            for other in others:
                convert(source, other, folder)
        deck = HERE / "tiny.fodp"
        deck.write_text(DECK, encoding="utf-8")
        convert(deck, "ppt", folder)
    write_show()
    (HERE / "tiny.pdf").write_bytes(files.a_pdf(["sample page one", "sample page two"]))
    for kind, text in TEXTS.items():
        (HERE / f"tiny.{kind}").write_text(text, encoding="utf-8")


def write_show() -> None:
    """A show that starts by itself differs from a deck in one content type."""
    with (
        zipfile.ZipFile(HERE / "tiny.pptx") as deck,
        zipfile.ZipFile(HERE / "tiny.ppsx", "w", zipfile.ZIP_DEFLATED) as show,
    ):
        for entry in deck.infolist():
            show.writestr(entry.filename, deck.read(entry).replace(DECK_TYPE, SHOW_TYPE))


def convert(source: Path, kind: str, profile: str) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{profile}/office", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(HERE), str(source)]
    subprocess.run(command, check=True, stdout=sys.stderr)


if __name__ == "__main__":
    main()
