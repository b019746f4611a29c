"""What stays in the clean copy: pictures, equations, results, values; and what is counted."""

import io
import uuid
from dataclasses import asdict
from pathlib import Path

import olefile
import pytest

from tests.factories import files
from tests.hostile import word_links
from tests.hostile.open_links import rtf
from tests.hostile.packages import Part, parts_of, relation
from wenfang.press import Limits, OurFaultError, identify, press_document
from wenfang.press.answers import findings
from wenfang.press.family import Findings, Inspection
from wenfang.press.formats import family_of
from wenfang.press.reading.equations import is_equation

SAMPLES = Path(__file__).parents[1] / "samples"


def inspected(content: bytes, name: str, folder: Path) -> tuple[Findings, bytes]:
    """The findings about a file, and its clean copy."""
    (folder / name).write_bytes(content)
    format_id = identify(folder / name)
    family = family_of(format_id)
    assert family is not None
    found = family.inspect(
        Inspection((folder / name).rename(folder / "source"), folder, format_id, Limits())
    )
    return found, (folder / found.clean).read_bytes()


def an_object(content: bytes) -> bytes:
    """A Word file with an embedded object and the picture that its author saw."""
    shape = (
        f'<w:p><w:r><w:object><v:shape {word_links.VML} id="s"><v:imagedata {word_links.R} '
        f'r:id="rIdP"/></v:shape><o:OLEObject {word_links.VML} {word_links.R} Type="Embed" '
        'ShapeID="s" r:id="rIdX"/></w:object></w:r></w:p>'
    )
    parts: dict[str, Part] = {
        word_links.RELS: relation("oleObject", "embeddings/object.bin", external=False),
        "word/embeddings/object.bin": content,
    }
    return word_links._docx(shape, parts)


def rename(content: bytearray, old: str, new: str) -> None:
    """Write another name into a directory entry of an OLE file."""
    name = old.encode("utf-16-le") + b"\0\0"
    place = content.index(name.ljust(64, b"\0"))
    content[place : place + 64] = (new.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
    content[place + 64 : place + 66] = (2 * len(new) + 2).to_bytes(2, "little")


def dressed_up(class_id: str, *, others: str = "\x01x") -> bytes:
    """An old Word file whose streams are renamed until it looks like an equation."""
    content = bytearray((SAMPLES / "tiny.doc").read_bytes())
    with olefile.OleFileIO(io.BytesIO(bytes(content))) as ole:
        names = sorted("/".join(path) for path in ole.listdir(streams=True, storages=True))
        root = 512 + int(ole.first_dir_sector or 0) * ole.sector_size
    content[root + 80 : root + 96] = uuid.UUID(class_id).bytes_le
    for number, name in enumerate(names):
        rename(content, name, "Equation Native" if name == "WordDocument" else f"{others}{number}")
    return bytes(content)


def test_only_what_is_nothing_else_is_an_equation() -> None:
    editor, word = "0002CE02-0000-0000-C000-000000000046", "00020906-0000-0000-C000-000000000046"
    assert is_equation(dressed_up(editor))
    assert not is_equation(dressed_up(word))
    assert not is_equation(dressed_up(editor, others="Contents"))
    assert not is_equation(dressed_up(editor)[:700])
    assert not is_equation(b"")


def test_an_equation_stays(tmp_path: Path) -> None:
    equation = dressed_up("0002CE03-0000-0000-C000-000000000046")
    found, clean = inspected(an_object(equation), "equation.docx", tmp_path)
    assert found.dropped == {}
    assert equation in parts_of(clean)
    assert any(b"OLEObject" in part for part in parts_of(clean))


def test_an_object_goes_and_its_picture_stays(tmp_path: Path) -> None:
    found, clean = inspected(an_object(b"MZ program"), "object.docx", tmp_path)
    assert found.dropped == {"embedded_objects": 1}
    assert found.warnings == ["embedded_objects_removed"]
    assert not any(b"MZ program" in part or b"OLEObject" in part for part in parts_of(clean))
    assert any(b"imagedata" in part for part in parts_of(clean))


@pytest.mark.parametrize(
    ("instruction", "stays"), [(" PAGE ", True), (" INCLUDETEXT x ", False), (" LINKED ", True)]
)
def test_a_field_that_fetches_keeps_its_last_result(
    instruction: str, stays: bool, tmp_path: Path
) -> None:
    content = word_links._docx(word_links.field(instruction, result="seen before"), {})
    found, clean = inspected(content, "field.docx", tmp_path)
    assert any(b"seen before" in part for part in parts_of(clean))
    assert any(instruction.encode() in part for part in parts_of(clean)) is stays
    assert found.warnings == []


def test_a_field_without_a_result_is_counted(tmp_path: Path) -> None:
    empty = word_links.field(' INCLUDEPICTURE "x" ').replace("<w:r><w:t>result</w:t></w:r>", "")
    found, _ = inspected(word_links._docx(empty, {}), "field.docx", tmp_path)
    assert found.dropped == {"linked_content": 1}


def test_the_template_of_a_document_is_no_loss(tmp_path: Path) -> None:
    content = word_links.LINKS["template.docx"]("file:///C:/Normal.dotm")
    found, _ = inspected(content, "template.docx", tmp_path)
    assert found.dropped == {}
    assert found.warnings == []


def test_an_rtf_file_keeps_its_braces(tmp_path: Path) -> None:
    content = rtf(r"{\object\objemb{\*\objdata 4d5a}{\result{\pard seen}}}")("")
    found, clean = inspected(content, "object.rtf", tmp_path)
    assert found.dropped == {"embedded_objects": 1}
    assert len(clean) == len(content)
    assert clean.count(b"{") == content.count(b"{")
    assert b"seen" in clean
    assert b"4d5a" not in clean


def test_the_sold_bytes_are_not_touched(tmp_path: Path) -> None:
    content = files.a_docx_that_links_to("http://canary.test/x")
    (tmp_path / "sold.docx").write_bytes(content)
    press_document(tmp_path / "sold.docx", tmp_path / "out", last=0)
    assert (tmp_path / "sold.docx").read_bytes() == content


def test_what_a_worker_says_was_dropped_is_bounded() -> None:
    answer = asdict(Findings(format="docx", clean="clean.docx"))
    said = findings(answer | {"dropped": {"macros": 2, "anything": 3}})
    assert said.dropped == {"macros": 2}
    with pytest.raises(OurFaultError):
        findings(answer | {"dropped": {"macros": 10**9}})
    with pytest.raises(OurFaultError):
        findings(answer | {"dropped": {"macros": "many"}})
