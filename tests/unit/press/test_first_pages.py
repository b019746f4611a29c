"""A provisional preview: the first pages of a long document, before the whole is converted."""

from pathlib import Path

import pytest

from tests.factories import files
from wenfang.press import FirstPages, PressResult, Rooms, press_document

SAMPLES = Path(__file__).parents[2] / "samples"


def first_and_whole(source: Path, out: Path, **more: object) -> tuple[FirstPages, PressResult]:
    seen: list[FirstPages] = []

    def look(first: FirstPages) -> None:
        assert not (out / "document.pdf").exists()
        assert all((first.folder / image.file).is_file() for image in first.images)
        seen.append(first)

    whole = press_document(source, out, last=3, widths=(300,), on_first_pages=look, **more)  # type: ignore[arg-type]
    (first,) = seen
    return first, whole


def same_picture(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def test_the_first_slides_of_a_deck_come_before_the_whole_and_look_the_same(tmp_path: Path) -> None:
    source = tmp_path / "deck.pptx"
    source.write_bytes(files.a_pptx([f"第{number}张" for number in range(1, 21)]))
    first, whole = first_and_whole(source, tmp_path / "out")
    assert first.pages_expected == whole.pages == 20
    assert [image.page for image in first.images] == [1, 2, 3]
    assert first.page_sizes == whole.page_sizes[:3]
    assert whole.timings["first_page"] < whole.timings["total"]
    for image in first.images:
        assert same_picture(first.folder / image.file, tmp_path / "out" / image.file)


@pytest.mark.parametrize("kind", ["ppt", "odp"])
def test_old_and_open_decks_are_cut_as_well(kind: str, tmp_path: Path) -> None:
    """The office itself makes the long deck of the other format."""
    source = tmp_path / f"deck.{kind}"
    source.write_bytes(
        files.converted(files.a_pptx([f"第{n}张" for n in range(1, 21)]), "pptx", kind)
    )
    first, whole = first_and_whole(source, tmp_path / "out")
    assert (first.format, first.pages_expected, whole.pages) == (kind, 20, 20)
    assert "20" in whole.text[19]
    for image in first.images:
        assert same_picture(first.folder / image.file, tmp_path / "out" / image.file)


@pytest.mark.parametrize("wps", [False, True])
def test_a_long_word_file_shows_its_first_pages_and_never_a_broken_off_one(
    wps: bool, tmp_path: Path
) -> None:
    source = tmp_path / "long.docx"
    source.write_bytes(files.a_docx_with_page_marks(30, wps=wps))
    first, whole = first_and_whole(source, tmp_path / "out")
    assert whole.pages == 30
    assert first.pages_expected == (None if wps else 30)
    assert [image.page for image in first.images] == [1, 2, 3]
    for image in first.images:
        assert same_picture(first.folder / image.file, tmp_path / "out" / image.file)


def test_a_short_document_is_not_converted_twice(tmp_path: Path) -> None:
    for name in ("tiny.docx", "tiny.pptx", "tiny.ppt", "tiny.odp", "tiny.pdf"):
        press_document(
            SAMPLES / name,
            tmp_path / name,
            last=1,
            widths=(180,),
            on_first_pages=lambda first: pytest.fail("it was cut"),
        )


def test_who_wants_no_page_gets_no_first_pages(tmp_path: Path) -> None:
    source = tmp_path / "deck.pptx"
    source.write_bytes(files.a_pptx(["一"] * 20))
    press_document(
        source, tmp_path / "out", last=0, on_first_pages=lambda first: pytest.fail("it was cut")
    )


def test_a_deck_that_cannot_be_cut_is_converted_all_the_same(tmp_path: Path) -> None:
    """A provisional preview is worth no failure: here no room is left for the cut copy's office."""

    class OneOffice(Rooms):
        asked = 0

        def office(self, *families, **kind):  # type: ignore[no-untyped-def]
            type(self).asked += 1
            if type(self).asked == 1:
                from wenfang.press import DamagedFileError

                raise DamagedFileError
            return super().office(*families, **kind)

    from wenfang.press import Limits

    source = tmp_path / "deck.pptx"
    source.write_bytes(files.a_pptx(["一"] * 20))
    whole = press_document(
        source,
        tmp_path / "out",
        last=1,
        rooms=OneOffice(limits=Limits()),
        on_first_pages=lambda first: pytest.fail("there are none"),
    )
    assert whole.pages == 20
