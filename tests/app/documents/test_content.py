"""Text layers, outlines and fidelity of a revision: what is kept, and for whom it is read."""

import pytest

from tests.factories import files
from tests.factories.documents import a_pressed_revision, a_written_revision, with_content
from wenfang.accounts.models import User
from wenfang.catalogue.actions.describe_listing import describe_listing
from wenfang.documents.fidelity import doubts_about, fidelity_of
from wenfang.documents.models import Heading as HeadingRow
from wenfang.documents.models import Revision, TextLayer
from wenfang.documents.outlines import outline_of
from wenfang.jobs.render_free_pages import render_free_pages
from wenfang.press import Fidelity, FontUse, Heading, TextRun

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = ("第一页。", "第二页。", "第三页。", "第四页。")
OUTLINE = [Heading(1, "总则", 1), Heading(2, "范围", 2), Heading(1, "鹧鸪", 3), Heading(1, "附", 4)]
RUNS = {page: [TextRun(72, 90.04, 300.26, 14, text)] for page, text in enumerate(TEXTS, 1)}


@pytest.fixture
def revision(author: User) -> Revision:
    """Four pages, two of them free, with a heading and a line of text on each."""
    made = a_written_revision(author, TEXTS, free_pages=2)
    return with_content(made, outline=OUTLINE, runs=RUNS)


def layered(revision: Revision) -> list[int]:
    rows = TextLayer.objects.filter(page__revision=revision)
    return sorted(rows.values_list("page__number", flat=True))


def test_only_free_pages_ever_have_a_text_layer(revision: Revision) -> None:
    assert layered(revision) == [1, 2]
    assert TextLayer.objects.get(page__number=1).runs == [[72, 90.0, 300.3, 14, "第一页。"]]


def test_fewer_free_pages_take_the_layers_with_the_pictures(revision: Revision) -> None:
    describe_listing(document=revision.document, free_pages=1)

    assert layered(revision) == [1]


def test_headings_of_gated_pages_are_counted_and_not_told(revision: Revision) -> None:
    seen = outline_of(revision, entitled=False)

    assert [(line.title, line.page) for line in seen.lines] == [("总则", 1), ("范围", 2)]
    assert (seen.hidden, seen.further) == (2, 0)


def test_who_is_entitled_sees_every_heading_and_which_pages_are_open(revision: Revision) -> None:
    seen = outline_of(revision, entitled=True)

    assert [line.title for line in seen.lines] == ["总则", "范围", "鹧鸪", "附"]
    assert [line.is_open for line in seen.lines] == [True, True, False, False]
    assert seen.hidden == 0


def test_an_author_releases_the_table_of_contents_and_takes_it_back(revision: Revision) -> None:
    for released, hidden in ((True, 0), (False, 2)):
        describe_listing(document=revision.document, releases_outline=released)
        fresh = Revision.objects.get(pk=revision.pk)
        assert outline_of(fresh, entitled=False).hidden == hidden


def test_a_long_outline_is_cut_and_says_how_much_follows(revision: Revision) -> None:
    seen = outline_of(revision, entitled=True, most=3)
    assert (len(seen.lines), seen.hidden, seen.further) == (3, 0, 1)

    seen = outline_of(revision, entitled=False, most=1)
    assert (len(seen.lines), seen.hidden, seen.further) == (1, 2, 1)


def test_a_document_without_headings_has_no_outline(author: User) -> None:
    assert not outline_of(a_written_revision(author), entitled=True)


def test_a_heading_on_no_page_of_the_document_is_left_out(author: User) -> None:
    odd = [Heading(1, "在外", 9), Heading(1, "\u200b ", 1), Heading(1, "在内", 1)]
    revision = with_content(a_written_revision(author), outline=odd)

    assert [row.title for row in HeadingRow.objects.filter(revision=revision)] == ["在内"]


def test_what_is_stored_about_fidelity_is_read_as_it_was_told(author: User) -> None:
    told = Fidelity(
        pages=17,
        recorded_pages=17,
        fonts=[FontUse("方正小标宋简体", "Noto Serif CJK SC", True)],
        dropped={"media": 1},
        effects=12,
        source_characters=900,
        page_characters=890,
        doubts=["text_lost"],
    )
    revision = with_content(a_written_revision(author), fidelity=told)
    revision.refresh_from_db()

    assert fidelity_of(revision) == told
    assert doubts_about(revision) == ["text_lost"]


def test_nothing_is_told_about_what_was_pressed_before(author: User) -> None:
    assert fidelity_of(a_written_revision(author)) is None


def test_the_press_gives_layers_to_pages_that_are_or_become_free(author: User) -> None:
    pages = files.a_pdf([f"line of page {number}" for number in range(1, 5)])
    revision = a_pressed_revision(author, pages, free_pages=2)
    assert layered(revision) == [1, 2]

    describe_listing(document=revision.document, free_pages=3)
    render_free_pages(revision_id=revision.pk)

    assert layered(revision) == [1, 2, 3]
    [[x, y, width, height, text]] = TextLayer.objects.get(page__number=3).runs
    assert text == "line of page 3"
    # The line stands at 72, 740 from the bottom of a page of 842 points, 18 points tall.
    assert (x, width > 90) == (72, True)
    assert y < 842 - 740 < y + height
