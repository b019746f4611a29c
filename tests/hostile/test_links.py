"""Documents that lead outside reach nothing; with every wall taken away the same ones do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile import office_links, open_links, word_links
from tests.hostile.canaries import Canary, canary
from tests.hostile.packages import parts_of
from tests.hostile.walls import inside_the_sandbox, sanitised, text_of, without_walls, written
from wenfang.press import press_document

LINKS: dict[str, Callable[[str], bytes]] = word_links.LINKS | office_links.LINKS | open_links.LINKS
# What takes text from elsewhere, into pages that show it.
INCLUSIONS = {
    name: make
    for name, make in LINKS.items()
    if name.partition(".")[0] in ("section", "sheet", "part", "chunk", "include_text", "object")
}
FOLLOWED = {
    *("picture_docx", "picture_called_hyperlink_docx", "picture_pptx", "object_pptx"),
    *("picture_xlsx", "picture_odt", "picture_fodt", "picture_ods", "picture_fods"),
    *("picture_odp", "picture_fodp", "section_fodt", "background_odt"),
}
SECRET = "Rosebud lies in cell fourteen"


@pytest.fixture
def listening() -> Iterator[Canary]:
    with canary() as server:
        yield server


def test_without_any_wall_the_links_are_followed(listening: Canary, tmp_path: Path) -> None:
    """Negative control of the two tests below."""
    files = written(LINKS, listening.address, tmp_path / "raw")
    made = without_walls(files, tmp_path)
    assert listening.heard >= FOLLOWED
    assert len(list(made.glob("*.pdf"))) > len(LINKS) // 2


def test_the_sanitiser_alone_keeps_every_link_from_being_followed(
    listening: Canary, tmp_path: Path
) -> None:
    files = sanitised(written(LINKS, listening.address, tmp_path / "raw"), tmp_path / "clean")
    assert len(files) == len(LINKS)
    made = without_walls(files, tmp_path)
    assert listening.heard == set()
    assert len(list(made.glob("*.pdf"))) > len(LINKS) // 2


def test_the_sandbox_alone_keeps_every_link_from_being_followed(
    listening: Canary, tmp_path: Path
) -> None:
    files = written(LINKS, listening.address, tmp_path / "raw")
    made = inside_the_sandbox(files, tmp_path)
    assert listening.heard == set()
    assert len(list(made.glob("*.pdf"))) > len(LINKS) // 2


def test_a_secret_of_the_machine_shows_on_no_page(tmp_path: Path) -> None:
    """With no wall it does; each of the two alone is enough to keep it."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    files = written(INCLUSIONS, lambda name: secret.as_uri(), tmp_path / "raw")
    for part in ("bare", "alone"):
        (tmp_path / part).mkdir()
    assert SECRET in text_of(without_walls(files, tmp_path / "bare"))
    clean = sanitised(files, tmp_path / "clean")
    assert SECRET not in text_of(without_walls(clean, tmp_path / "alone"))
    assert SECRET not in text_of(inside_the_sandbox(files, tmp_path))


@pytest.mark.parametrize(
    "name",
    [
        "picture_called_hyperlink.docx",
        "object.pptx",
        "picture.xlsx",
        "section.fodt",
        "picture.fods",
        "object.odp",
        "split_include_picture.rtf",
    ],
)
def test_the_press_says_that_it_left_links_out(
    name: str, listening: Canary, tmp_path: Path
) -> None:
    (source,) = written({name: LINKS[name]}, listening.address, tmp_path / "raw")
    result = press_document(source, tmp_path / "out", last=1)
    assert listening.heard == set()
    silent = name.startswith("picture_called_hyperlink")
    assert result.warnings == ([] if silent else ["linked_content_removed"])


def test_a_page_of_html_called_a_document_is_refused(listening: Canary, tmp_path: Path) -> None:
    from wenfang.press import UnsupportedFormatError

    for name in ("page.doc", "page.xls", "page.docx"):
        source = tmp_path / name
        source.write_text(f'<html><body><img src="{listening.address("html")}">x</body></html>')
        with pytest.raises(UnsupportedFormatError):
            press_document(source, tmp_path / "out")
    assert listening.heard == set()
    without_walls([tmp_path / "page.doc"], tmp_path)
    assert listening.heard == {"html"}


@pytest.mark.parametrize("name", sorted(LINKS))
def test_no_address_is_left_in_the_clean_copy(name: str, tmp_path: Path) -> None:
    """Also of links that the installed office does not follow; another version may."""
    files = written(
        {name: LINKS[name]}, lambda stem: f"http://canary.test/{stem}", tmp_path / "raw"
    )
    (clean,) = sanitised(files, tmp_path / "clean")
    assert any("canary.test" in text for text in texts_of(files[0]))
    assert [text for text in texts_of(clean) if "canary.test" in text] == []


def texts_of(path: Path) -> list[str]:
    """Everything in a file that is text, unpacked as deep as archives go."""
    return [part.decode("utf-8", "replace") for part in parts_of(path.read_bytes())]
