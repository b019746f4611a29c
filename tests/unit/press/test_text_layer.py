"""The text layer: every word lies on its picture, whichever way the page is turned or cut."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.factories import files
from wenfang.press import PressResult, TextRun, press_document, render_pages
from wenfang.press.answers import RUNS_PER_PAGE, distrust, text_runs
from wenfang.press.errors import OurFaultError

WIDTH = 600


def a_turned_pdf(
    *, rotate: int = 0, media: tuple[int, ...] = (0, 0, 595, 842), crop: tuple[int, ...] = ()
) -> bytes:
    """One line in a corner of a page that is shown turned and cut."""
    pdf = pikepdf.open(io.BytesIO(files.a_pdf(["Turned and cut"])))
    page = pdf.pages[0]
    page.MediaBox = pikepdf.Array(media)
    if crop:
        page.CropBox = pikepdf.Array(crop)
    page.Rotate = rotate
    result = io.BytesIO()
    pdf.save(result)
    return result.getvalue()


def pressed(content: bytes, folder: Path, name: str = "a.pdf", **more: object) -> PressResult:
    source = folder / name
    source.write_bytes(content)
    return press_document(source, folder / "out", widths=(WIDTH,), **more)  # type: ignore[arg-type]


def ink(result: PressResult, page: int = 1) -> tuple[float, float, float, float]:
    """The edges of everything dark on the picture of a page, in points."""
    image = next(image for image in result.images if image.page == page)
    with Image.open(result.pdf.parent / image.file) as picture:
        box = picture.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    scale = result.page_sizes[page - 1][0] / image.width
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def covers(runs: list[TextRun], box: tuple[float, float, float, float], slack: float = 2) -> bool:
    """Whether the runs lie where the ink is: all of it inside, and little else."""
    left, top = min(run.x for run in runs), min(run.y for run in runs)
    right = max(run.x + run.width for run in runs)
    bottom = max(run.y + run.height for run in runs)
    inside = left - slack <= box[0] and top - slack <= box[1]
    inside &= right + slack >= box[2] and bottom + slack >= box[3]
    return inside and (right - left) * (bottom - top) < 4 * (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("media", "crop"),
    [
        ((0, 0, 595, 842), ()),
        ((-100, -50, 495, 800), ()),
        ((0, 0, 595, 842), (40, 600, 400, 800)),
    ],
)
def test_words_lie_on_their_picture_however_the_page_is_turned_and_cut(
    rotate: int, media: tuple[int, ...], crop: tuple[int, ...], tmp_path: Path
) -> None:
    result = pressed(a_turned_pdf(rotate=rotate, media=media, crop=crop), tmp_path)
    runs = result.runs[1]
    assert "".join(run.text for run in runs).replace(" ", "") == "Turnedandcut"
    assert covers(runs, ink(result))
    if rotate or crop or media[0]:
        (tmp_path / "plain").mkdir()
        plain = pressed(a_turned_pdf(), tmp_path / "plain").runs[1]
        assert not covers(plain, ink(result)), "the box of the page as written lies elsewhere"


def test_a_line_is_one_run_and_chinese_stays_without_blanks(tmp_path: Path) -> None:
    line = "关于进一步加强公共图书室建设的通知（2024年）"
    result = pressed(files.a_docx([f"{line}\nTwo words in English"]), tmp_path, "a.docx")
    texts = [run.text for run in result.runs[1]]
    assert line in texts
    assert "Two words in English" in texts
    assert covers(result.runs[1], ink(result))
    assert [run.y for run in result.runs[1]] == sorted(run.y for run in result.runs[1])


def test_columns_are_runs_of_their_own(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(files.a_pdf(["x"])))
    content = b"BT /F1 12 Tf 72 700 Td (left) Tj 200 0 Td (right) Tj ET"
    pdf.pages[0].Contents = pdf.make_stream(content)
    changed = io.BytesIO()
    pdf.save(changed)
    runs = pressed(changed.getvalue(), tmp_path).runs[1]
    assert [run.text for run in runs] == ["left", "right"]
    assert runs[0].x == pytest.approx(72, abs=1)
    assert runs[1].x == pytest.approx(272, abs=1)


def test_only_pages_that_are_drawn_have_a_text_layer(tmp_path: Path) -> None:
    content = files.a_pdf([f"page {number}" for number in range(1, 7)])
    result = pressed(content, tmp_path, first=2, last=3)
    assert sorted(result.runs) == [2, 3]
    assert len(result.text) == 6
    more = render_pages(result.pdf, tmp_path / "more", first=5, last=9, widths=(WIDTH,))
    assert [image.page for image in more.images] == [5, 6]
    assert {page: runs[0].text for page, runs in more.runs.items()} == {5: "page 5", 6: "page 6"}
    (tmp_path / "none").mkdir()
    assert pressed(content, tmp_path / "none", last=0).runs == {}


def test_a_page_of_confetti_keeps_only_so_many_runs(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(files.a_pdf(["x"])))
    places = (f"1 0 0 1 {x} {y} Tm (x) Tj" for y in range(40, 800, 10) for x in range(10, 580, 8))
    content = f"BT /F1 4 Tf {' '.join(places)} ET".encode()
    assert content.count(b"Tj") > RUNS_PER_PAGE
    pdf.pages[0].Contents = pdf.make_stream(content)
    changed = io.BytesIO()
    pdf.save(changed)
    assert len(pressed(changed.getvalue(), tmp_path).runs[1]) == RUNS_PER_PAGE


@pytest.mark.parametrize(
    "row",
    [
        [-1, 0, 1, 1, "x"],
        [0, 0, 0, 1, "x"],
        [0, 0, float("nan"), 1, "x"],
        [0, float("inf"), 1, 1, "x"],
        [0, 0, 1, 1, 7],
        [0, 0, 1, 1],
    ],
)
def test_a_worker_that_reports_nonsense_is_not_believed(row: list[object]) -> None:
    with distrust():
        assert text_runs([[0, 0, 1, 1, "x"]], 100) == [TextRun(0, 0, 1, 1, "x")]
    with pytest.raises(OurFaultError), distrust():
        text_runs([row], 100)


def test_more_runs_or_characters_than_a_page_may_have_are_not_kept() -> None:
    with pytest.raises(OurFaultError), distrust():
        text_runs([[0, 0, 1, 1, "x"]] * (RUNS_PER_PAGE + 1), 100_000)
    assert "".join(run.text for run in text_runs([[0, 0, 1, 1, "abc"]] * 3, 7)) == "abcabca"
