"""Hostile files: each gets its own verdict, and none reaches anything."""

import io
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msoffcrypto.format.ooxml
import pikepdf
import pytest

from tests.factories import files
from wenfang.press import Limits, PressError, identify, press_document
from wenfang.press.folders import PREFIX

SAMPLES = Path(__file__).parents[2] / "samples"


def verdict(content: bytes, name: str, folder: Path, **limits: float) -> str:
    """The code of the error that a file ends in, ``fine`` when it has pages."""
    source = folder / name
    source.write_bytes(content)
    try:
        press_document(source, folder / "out", last=1, limits=Limits(**limits))
    except PressError as error:
        return error.code
    return "fine"


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A package in which one part is replaced or added."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, part)
    return result.getvalue()


def a_nested_bomb() -> bytes:
    part = b"\0" * 50_000_000
    for _ in range(5):
        nested = io.BytesIO()
        with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.zip", part)
        part = nested.getvalue()
    return with_part(files.a_docx(["x"]), "word/embeddings/package.zip", part)


def a_docx_with_entities() -> bytes:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_part(files.a_docx(["x"]), "word/document.xml", bomb)


def a_locked_pdf() -> bytes:
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(files.a_pdf(["secret"]))) as pdf:
        pdf.save(result, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    return result.getvalue()


def a_locked_xlsx() -> bytes:
    result = io.BytesIO()
    plain = io.BytesIO(files.an_xlsx(["secret"]))
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("geheim", result)
    return result.getvalue()


def a_locked_doc() -> bytes:
    """The sample with the flag set that says its text is encrypted."""
    content = bytearray((SAMPLES / "tiny.doc").read_bytes())
    block = next(at for at in range(0, len(content), 512) if content[at : at + 2] == b"\xec\xa5")
    content[block + 11] |= 0x01
    return bytes(content)


def a_pdf_with_a_gigapixel_page() -> bytes:
    result = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(3, 14_000))
    pdf.save(result)
    return result.getvalue()


def a_pdf_with_too_many_strokes() -> bytes:
    """Small on disk, and more to draw than there is memory for."""
    result = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    strokes = b"0 0 m 9 9 l S\n" * 8_000_000
    pdf.pages[0].Contents = pdf.make_stream(strokes)
    pdf.save(result, compress_streams=True)
    return result.getvalue()


VERDICTS: list[tuple[str, Callable[[], bytes], str]] = [
    ("bomb.docx", files.a_zip_bomb, "archive_bomb"),
    ("nested.docx", a_nested_bomb, "archive_bomb"),
    ("entities.docx", a_docx_with_entities, "damaged_file"),
    ("locked.docx", files.a_locked_docx, "password_protected"),
    ("locked.xlsx", a_locked_xlsx, "password_protected"),
    ("locked.doc", a_locked_doc, "password_protected"),
    ("locked.pdf", a_locked_pdf, "password_protected"),
    ("short.docx", files.a_truncated_docx, "damaged_file"),
    ("empty.docx", lambda: b"", "empty_file"),
    ("blank.txt", lambda: b" \r\n\r\n", "empty_file"),
    ("program.docx", files.a_renamed_program, "unsupported_format"),
    ("page.doc", lambda: b"<html><body>hello</body></html>", "unsupported_format"),
    ("archive.docx", lambda: with_part(b"PK\x05\x06" + bytes(18), "a", b"a"), "unsupported_format"),
    ("tall.pdf", a_pdf_with_a_gigapixel_page, "fine"),
    ("strokes.pdf", a_pdf_with_too_many_strokes, "damaged_file"),
    ("good.docx", lambda: files.a_docx(["good"]), "fine"),
]


@pytest.mark.parametrize(("name", "make", "code"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_each_bad_file_has_its_own_verdict(
    name: str, make: Callable[[], bytes], code: str, tmp_path: Path
) -> None:
    assert verdict(make(), name, tmp_path) == code


def test_limits_are_what_refuses_a_file_that_is_otherwise_fine(tmp_path: Path) -> None:
    long = files.a_docx(["one", "two", "three"])
    assert verdict(long, "long.docx", tmp_path, pages=2) == "too_large"
    assert verdict(long, "long.docx", tmp_path, input_bytes=1000) == "too_large"
    assert verdict(long, "long.docx", tmp_path, time_seconds=0.2) == "timed_out"
    assert verdict(long, "long.docx", tmp_path, archive_entries=3) == "archive_bomb"
    assert verdict(long, "long.docx", tmp_path) == "fine"


def test_magic_alone_refuses_what_needs_no_opening(tmp_path: Path) -> None:
    for content, code in (
        (b"", "empty_file"),
        (files.a_renamed_program(), "unsupported_format"),
        (b"\x7fELF" + bytes(100), "unsupported_format"),
        (files.a_locked_docx(), "password_protected"),
    ):
        (tmp_path / "file.docx").write_bytes(content)
        with pytest.raises(PressError) as refusal:
            identify(tmp_path / "file.docx")
        assert refusal.value.code == code


class Canary(BaseHTTPRequestHandler):
    """Notes every request that reaches it."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_error(404)

    do_OPTIONS = do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A local server's address and the list of what was asked of it."""
    Canary.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/picture.png", Canary.seen
        server.shutdown()


def test_a_linked_picture_is_neither_fetched_nor_kept(
    canary: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, seen = canary
    source = tmp_path / "linked.docx"
    for target in (address, (tmp_path / "secret.png").as_uri()):
        source.write_bytes(files.a_docx_that_links_to(target))
        result = press_document(source, tmp_path / "out", last=1)
        assert result.warnings == ["linked_content_removed"]
    assert seen == []


def test_the_bare_office_does_fetch_it(canary: tuple[str, list[str]], tmp_path: Path) -> None:
    """Negative control: without sanitising and sandbox the same file reaches the server."""
    address, seen = canary
    source = tmp_path / "linked.docx"
    source.write_bytes(files.a_docx_that_links_to(address))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert seen


def test_a_refused_file_leaves_no_folder_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert verdict(files.a_truncated_docx(), "short.docx", tmp_path) == "damaged_file"
    assert list(tmp_path.glob(PREFIX + "*")) == []


def an_rtf_that_includes(address: str) -> bytes:
    field = r"{\field{\*\fldinst INCLUDEPICTURE " + f'"{address}"' + r" \\d}{\fldrslt }}"
    return (r"{\rtf1\ansi hello " + field + "}").encode()


def an_odt_that_links_to(address: str) -> bytes:
    picture = f'<draw:frame><draw:image xlink:href="{address}"/></draw:frame></text:p>'
    with zipfile.ZipFile(SAMPLES / "tiny.odt") as sample:
        content = sample.read("content.xml").decode()
    start = content.rindex("</text:p>")
    content = content[:start] + picture + content[start + len("</text:p>") :]
    return with_part((SAMPLES / "tiny.odt").read_bytes(), "content.xml", content.encode())


@pytest.mark.parametrize(
    ("name", "make"),
    [("linked.rtf", an_rtf_that_includes), ("linked.odt", an_odt_that_links_to)],
)
def test_other_formats_fetch_nothing_either(
    name: str, make: Callable[[str], bytes], canary: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, seen = canary
    (tmp_path / name).write_bytes(make(address))
    result = press_document(tmp_path / name, tmp_path / "out", last=1)
    assert result.warnings == ["linked_content_removed"]
    assert seen == []
