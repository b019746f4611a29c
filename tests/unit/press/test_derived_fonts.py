"""The copies of Chinese fonts with Word's line: what changes in them, and how they come to be."""

import threading
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from wenfang.press import fontconfig
from wenfang.press.derived_fonts import derived_fonts
from wenfang.press.deriving import LINE_EM, SQUEEZED, SQUEEZED_EM, derive


def faces(path: Path) -> list[TTFont]:
    if path.suffix.lower() in (".ttc", ".otc"):
        return list(TTCollection(path, lazy=True))
    return [TTFont(path, lazy=True)]


def line_ems(face: TTFont) -> set[float]:
    em, lines, metrics = face["head"].unitsPerEm, face["hhea"], face["OS/2"]
    return {
        (lines.ascent - lines.descent + lines.lineGap) / em,
        (metrics.sTypoAscender - metrics.sTypoDescender + metrics.sTypoLineGap) / em,
        (metrics.usWinAscent + metrics.usWinDescent) / em,
    }


@pytest.fixture(scope="module")
def original() -> Path:
    return fontconfig.files_of(["Noto Serif CJK SC"])[0]


def test_every_face_of_a_copy_has_the_line_of_word_and_the_original_has_not(
    original: Path, tmp_path: Path
) -> None:
    copy = tmp_path / original.name
    derive(original, copy)
    assert all(line_ems(face) == {LINE_EM} for face in faces(copy))
    assert not any(line_ems(face) == {LINE_EM} for face in faces(original))


def test_a_copy_differs_in_its_line_alone(original: Path, tmp_path: Path) -> None:
    copy = tmp_path / original.name
    derive(original, copy)
    for before, after in zip(faces(original), faces(copy), strict=True):
        changed = {
            tag
            for tag in before.reader.keys()  # noqa: SIM118 - the reader is no mapping
            if before.reader[tag] != after.reader[tag]
        }
        assert changed == {"hhea", "OS/2"}


def width_ems(face: TTFont, characters: str) -> set[float]:
    glyphs = (face.getBestCmap()[ord(character)] for character in characters)
    return {face["hmtx"][glyph][0] / face["head"].unitsPerEm for glyph in glyphs}


@pytest.mark.parametrize(("squeezed", "width"), [(True, SQUEEZED_EM), (False, 1.0)])
def test_only_squeezed_copies_have_narrow_closing_punctuation(
    original: Path, tmp_path: Path, squeezed: bool, width: float
) -> None:
    copy = tmp_path / original.name
    derive(original, copy, squeezed=squeezed)
    by_name = {face["name"].getBestFamilyName(): face for face in faces(copy)}
    simplified = by_name["Noto Serif CJK SC"]
    assert width_ems(simplified, SQUEEZED) == {width}
    assert width_ems(simplified, "文（《") == {1.0}
    # In traditional Chinese they stand in the middle of their square.
    assert width_ems(by_name["Noto Serif CJK TC"], "，；：！？") == {1.0}


def test_the_copies_are_built_once(tmp_path: Path) -> None:
    first = derived_fonts(tmp_path)
    assert first is not None
    times = [path.stat().st_mtime_ns for path in sorted(first.folder.iterdir())]
    assert derived_fonts(tmp_path) == first
    assert [path.stat().st_mtime_ns for path in sorted(first.folder.iterdir())] == times
    assert any(path.suffix.startswith(".cache") for path in first.index.iterdir())


def test_two_builders_at_once_leave_one_whole_set_and_nothing_else(tmp_path: Path) -> None:
    answers: list[object] = []
    builders = [
        threading.Thread(target=lambda: answers.append(derived_fonts(tmp_path))) for _ in range(2)
    ]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join(60)
    derived = derived_fonts(tmp_path)
    assert derived is not None
    assert answers == [derived, derived]
    assert {path.name for path in tmp_path.iterdir()} == {derived.folder.name, derived.index.name}
    assert len(list(derived.folder.iterdir())) == len(derived.originals)


def test_a_job_sees_the_copies_instead_of_the_originals(tmp_path: Path) -> None:
    derived = derived_fonts(tmp_path)
    assert derived is not None
    with_copies = fontconfig.configuration([], derived)
    assert f"<dir>{derived.folder}</dir>" in with_copies
    assert all(f"<glob>{original}</glob>" in with_copies for original in derived.originals)
    assert "<glob>" not in fontconfig.configuration([])
