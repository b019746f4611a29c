"""Fonts that an operator put into a folder: found by every name, preferred, and known again."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from tests.factories.fonts import EM, a_font
from wenfang.press import fontconfig
from wenfang.press.derived_fonts import derived_fonts
from wenfang.press.deriving import LINE_EM, SQUEEZED_EM
from wenfang.press.results import FontUse
from wenfang.press.typefaces import font_uses, is_metric_compatible, stand_ins, would_change

FREE = frozenset({"Noto Serif CJK SC", "Noto Sans CJK SC", "Liberation Sans", "Carlito"})
MakeFont = Callable[..., Path]


@pytest.fixture
def make_font(tmp_path: Path) -> MakeFont:
    """A maker of fonts in the operator's folder, which it returns."""

    def make(name: str, chinese_name: str = "", **kind: Any) -> Path:
        return a_font(tmp_path / "own" / "bought", name, chinese_name, **kind).parents[1]

    return make


def cache_in(folder: Path) -> Path:
    cache = folder / "cache"
    cache.mkdir(exist_ok=True)
    return cache


def taken_over(cache: Path, own: Path, name: str, *, squeezed: bool = False) -> TTFont:
    derived = derived_fonts(cache, squeezed=squeezed, own=own)
    assert derived is not None
    return TTFont(next(derived.folder.glob(f"*-{name}.ttf")))


def test_an_operators_font_is_found_by_its_english_and_its_chinese_name(
    make_font: MakeFont,
) -> None:
    own = make_font("FangSong_GB2312", "仿宋_GB2312")
    assert fontconfig.families_in(own) == {"FangSong_GB2312", "仿宋_GB2312"}
    assert fontconfig.families_in(None) == frozenset()
    assert fontconfig.families_in(own / "absent") == frozenset()


def test_a_licensed_font_comes_before_any_stand_in(make_font: MakeFont) -> None:
    own = make_font("FangSong", "仿宋")
    asked = ["仿宋", "仿宋_GB2312", "方正仿宋简体", "宋体"]
    with_own = {one.asked: one.used for one in stand_ins(asked, FREE | fontconfig.families_in(own))}
    assert with_own == {
        "仿宋_GB2312": "FangSong",
        "方正仿宋简体": "FangSong",
        "宋体": "Noto Serif CJK SC",
    }
    without = {one.asked: one.used for one in stand_ins(asked, FREE)}
    assert set(without.values()) == {"Noto Serif CJK SC"}


def test_a_job_finds_the_operators_font_under_the_name_that_the_document_asks_for(
    make_font: MakeFont, tmp_path: Path
) -> None:
    own = make_font("FangSong", "仿宋")
    assert "FangSong" in matched("仿宋", tmp_path, own)
    assert "FangSong" in matched("仿宋_GB2312", tmp_path, own)
    assert "FangSong" not in matched("仿宋_GB2312", tmp_path, None)


def matched(family: str, tmp_path: Path, own: Path | None) -> str:
    """The file that fontconfig chooses under a job's own configuration."""
    installed = fontconfig.installed_families() | fontconfig.families_in(own)
    derived = derived_fonts(cache_in(tmp_path), own=own)
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        fontconfig.configuration(stand_ins([family], installed), derived), "utf-8"
    )
    answer = subprocess.run(
        ["fc-match", "--format", "%{file}", family],
        env={"FONTCONFIG_FILE": str(configuration), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(answer.stdout).name


def test_chinese_fonts_of_the_operator_get_words_line_and_others_stay_as_they_are(
    make_font: MakeFont, tmp_path: Path
) -> None:
    make_font("SimSun", "宋体")
    make_font("Microsoft YaHei", "微软雅黑")
    own = make_font("Wide Latin", chinese=False)
    lines = {}
    for name in ("SimSun", "Microsoft YaHei", "Wide Latin"):
        header = taken_over(cache_in(tmp_path), own, name)["hhea"]
        lines[name] = (header.ascent - header.descent) / EM
    assert lines == {"SimSun": LINE_EM, "Microsoft YaHei": 1.0, "Wide Latin": 1.0}


@pytest.mark.parametrize("shares_width", [True, False])
@pytest.mark.parametrize(
    ("squeezed", "mark_ends", "width"),
    [(True, 400, SQUEEZED_EM), (False, 400, 1.0), (True, 700, 1.0)],
)
def test_closing_marks_are_squeezed_where_their_ink_leaves_room(
    make_font: MakeFont,
    tmp_path: Path,
    squeezed: bool,
    mark_ends: int,
    width: float,
    shares_width: bool,
) -> None:
    own = make_font("SimSun", "宋体", mark_ends=mark_ends, shares_width=shares_width)
    font = taken_over(cache_in(tmp_path), own, "SimSun", squeezed=squeezed)
    assert font["hmtx"]["mark"][0] / EM == width
    assert font["hmtx"]["box"][0] == EM
    assert (font["hhea"].ascent - font["hhea"].descent) / EM == LINE_EM


def test_a_file_that_is_no_font_spoils_nothing(make_font: MakeFont, tmp_path: Path) -> None:
    own = make_font("SimSun", "宋体")
    (own / "empty.ttf").write_bytes(b"")
    (own / "page.otf").write_bytes(b"<html>not found</html>")
    assert fontconfig.families_in(own) == {"SimSun", "宋体"}
    assert taken_over(cache_in(tmp_path), own, "SimSun")["hhea"].ascent == 959


def test_the_fingerprint_tells_other_fonts_but_not_another_copy_of_the_same(
    make_font: MakeFont, tmp_path: Path
) -> None:
    own = make_font("SimSun", "宋体")
    first = fontconfig.fonts_fingerprint(own)
    copied = shutil.copytree(own, tmp_path / "restored", copy_function=shutil.copyfile)
    assert fontconfig.fonts_fingerprint(copied) == first
    make_font("KaiTi", "楷体")
    assert fontconfig.fonts_fingerprint(own) not in ("", first)
    assert fontconfig.fonts_fingerprint(None) == ""


def test_new_fonts_make_a_new_set_of_copies(make_font: MakeFont, tmp_path: Path) -> None:
    own = make_font("SimSun", "宋体")
    first = derived_fonts(cache_in(tmp_path), own=own)
    assert derived_fonts(cache_in(tmp_path), own=own) == first
    make_font("KaiTi", "楷体")
    assert derived_fonts(cache_in(tmp_path), own=own) != first


def test_each_family_is_told_what_its_pages_show() -> None:
    assert font_uses(["仿宋_GB2312", "Noto Sans CJK SC", "Wingdings", "Calibri"], FREE) == [
        FontUse("仿宋_GB2312", "Noto Serif CJK SC", substituted=True),
        FontUse("Noto Sans CJK SC", "Noto Sans CJK SC", substituted=False),
        FontUse("Wingdings", "OpenSymbol", substituted=False),
        FontUse("Calibri", "Carlito", substituted=True),
    ]


@pytest.mark.parametrize(
    ("asked", "used", "compatible"),
    [
        ("Times New Roman", "Liberation Serif", True),
        ("ARIAL", "Liberation Sans", True),
        ("Georgia", "Liberation Serif", False),
        ("Calibri", "Liberation Sans", False),
    ],
)
def test_only_fonts_of_the_same_widths_are_metric_compatible(
    asked: str, used: str, compatible: bool
) -> None:
    assert is_metric_compatible(asked, used) is compatible


def test_a_document_would_change_only_when_a_font_it_names_came_or_went() -> None:
    asked = ["仿宋", "Calibri"]
    before = {use.asked: use.used for use in font_uses(asked, FREE)}
    assert not would_change(asked, before, FREE)
    assert not would_change(asked, before, FREE | {"SimHei"})
    assert would_change(asked, before, FREE | {"仿宋"})
    assert would_change(asked, before, FREE - {"Carlito"})
