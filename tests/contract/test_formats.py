"""What every format family keeps to, whichever formats it has: one sample of each is pressed."""

import shutil
from pathlib import Path

import pytest

from wenfang.press import PressError, PressResult, identify, press_document
from wenfang.press.formats import families

SAMPLES = Path(__file__).parents[1] / "samples"
FORMATS = sorted(format_id for family in families() for format_id in family.formats)
# Magic sees one format where a name, or a look inside, tells two apart.
SAME_BYTES = {"pps": "ppt"}
MAGIC_SAYS = {"csv": "txt", "md": "txt", "pps": "ppt", "ppsx": "pptx"}
TEXTS = {"txt", "md", "csv"}


def sample(format_id: str) -> Path:
    return SAMPLES / f"tiny.{SAME_BYTES.get(format_id, format_id)}"


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PressResult]:
    """Every sample, pressed once."""
    out = tmp_path_factory.mktemp("pressed")
    return {
        format_id: press_document(
            sample(format_id), out / format_id, name=f"样张.{format_id}", widths=(180, 720)
        )
        for format_id in FORMATS
    }


@pytest.mark.parametrize("format_id", FORMATS)
def test_the_format_is_told_by_content(format_id: str, tmp_path: Path) -> None:
    nameless = tmp_path / "nameless"
    shutil.copyfile(sample(format_id), nameless)
    assert identify(nameless) == MAGIC_SAYS.get(format_id, format_id)


@pytest.mark.parametrize("format_id", sorted(set(FORMATS) - TEXTS))
def test_a_wrong_name_does_not_mislead(format_id: str) -> None:
    expected = MAGIC_SAYS.get(format_id, format_id)
    assert identify(sample(format_id), name="wrong.txt") == expected


@pytest.mark.parametrize("format_id", FORMATS)
def test_pages_text_and_images_agree(format_id: str, pressed: dict[str, PressResult]) -> None:
    result = pressed[format_id]
    assert result.format == format_id
    assert result.pages == len(result.page_sizes) == len(result.text) >= 1
    assert "sample" in "".join(result.text)
    asked = {(page, width) for page in range(1, result.pages + 1) for width in (180, 720)}
    assert {(image.page, image.width) for image in result.images} == asked
    assert all(width > 0 and height > 0 for width, height in result.page_sizes)


@pytest.mark.parametrize("format_id", FORMATS)
def test_what_is_left_is_the_pdf_and_the_images(
    format_id: str, pressed: dict[str, PressResult]
) -> None:
    result = pressed[format_id]
    assert result.pdf.read_bytes().startswith(b"%PDF-")
    left = {path.name for path in result.pdf.parent.iterdir()}
    assert left == {result.pdf.name} | {image.file for image in result.images}


@pytest.mark.parametrize("format_id", sorted(set(FORMATS) - TEXTS))
def test_half_a_file_is_refused_in_words_and_not_with_a_crash(
    format_id: str, tmp_path: Path
) -> None:
    whole = sample(format_id).read_bytes()
    half = tmp_path / f"half.{format_id}"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PressError) as refusal:
        press_document(half, tmp_path / "out")
    assert refusal.value.code == "damaged_file"
    assert refusal.value.message("zh") != refusal.value.message("en")


def test_a_file_inside_another_one_does_not_decide_what_the_outer_one_is(tmp_path: Path) -> None:
    """Word keeps what is embedded as storages of its own, with the streams of a deck, say."""
    whole = sample("doc").read_bytes() + "PowerPoint Document".encode("utf-16-le") + b"\0\0"
    outer = tmp_path / "outer"
    outer.write_bytes(whole)
    assert identify(outer) == "doc"
    assert identify(outer, name="报告.doc") == "doc"
    assert identify(outer, name="报告.ppt") == "ppt"
