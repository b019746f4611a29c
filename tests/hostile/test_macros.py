"""Macros that run by themselves do not; the office that nothing holds back runs the same ones."""

from pathlib import Path

import pytest

from tests.factories import files
from tests.hostile.canaries import permissive_profile, run_office
from tests.hostile.macros import MACROS
from tests.hostile.packages import Part, after_first, relation, with_parts
from tests.hostile.walls import run_inside, sanitised, written
from wenfang.press import press_document

RUNNING = {name: MACROS[name] for name in ("macro.fodt", "macro.odt")}


@pytest.mark.parametrize("name", sorted(RUNNING))
def test_a_macro_that_opens_with_the_document_is_gone(name: str, tmp_path: Path) -> None:
    """Both copies are opened by one open office; the second still has its macro, and ends it."""
    clean_mark, raw_mark = tmp_path / "from_clean", tmp_path / "from_raw"
    raw = written({name: RUNNING[name]}, lambda stem: str(clean_mark), tmp_path / "raw")
    clean = sanitised(raw, tmp_path / "clean")
    control = written({name: RUNNING[name]}, lambda stem: str(raw_mark), tmp_path / "control")
    run_office([str(path) for path in clean + control], permissive_profile(tmp_path / "profile"))
    assert raw_mark.exists()
    assert not clean_mark.exists()


def test_a_macro_that_runs_in_the_sandbox_writes_nothing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    raw = written(
        {"macro.fodt": MACROS["macro.fodt"]},
        lambda stem: f"{outside}:/job/inside",
        tmp_path / "raw",
    )
    inside = run_inside([], raw, tmp_path)
    assert (inside / "inside").exists()
    assert not outside.exists()


@pytest.mark.parametrize("name", sorted(MACROS))
def test_the_press_says_that_it_left_macros_out(name: str, tmp_path: Path) -> None:
    (source,) = written(
        {name: MACROS[name]}, lambda stem: str(tmp_path / "planted"), tmp_path / "raw"
    )
    result = press_document(source, tmp_path / "out", last=1)
    assert result.warnings == ["macros_removed"]
    assert not (tmp_path / "planted").exists()


ENABLED = {
    "docx": ("word", "wordprocessingml.document.main", "ms-word.document.macroEnabled.main"),
    "xlsx": ("xl", "spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"),
    "pptx": (
        "ppt",
        "presentationml.presentation.main",
        "ms-powerpoint.presentation.macroEnabled.main",
    ),
}
MAIN = {"docx": "document", "xlsx": "workbook", "pptx": "presentation"}


@pytest.mark.parametrize("kind", sorted(ENABLED))
def test_an_office_file_with_macros_is_pressed_without_them(kind: str, tmp_path: Path) -> None:
    folder, plain, enabled = ENABLED[kind]
    project = ' Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default'
    typed = after_first("<Default", project)
    parts: dict[str, Part] = {
        "[Content_Types].xml": lambda text: typed(text).replace(
            f"vnd.openxmlformats-officedocument.{plain}", f"vnd.{enabled}"
        ),
        f"{folder}/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048),
        f"{folder}/_rels/{MAIN[kind]}.xml.rels": relation(
            "vbaProject", "vbaProject.bin", external=False
        ),
    }
    source = tmp_path / f"with_macros.{kind[:-1]}m"
    source.write_bytes(with_parts(files.a_file(kind, ["x", "y"]), parts))
    result = press_document(source, tmp_path / "out", last=1)
    assert result.format == kind
    assert result.pages == 2
    assert result.warnings == ["macros_removed"]
