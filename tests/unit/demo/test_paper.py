"""The English paper of the demo library: even lines, true numbers, a proper PDF."""

import io
from pathlib import Path

import pikepdf
import pytest

from wenfang.cli.demo.article import build_article
from wenfang.cli.demo.figures import best, outcome
from wenfang.cli.demo.typeset import break_lines, space_width, width_of, words_of

_TEXTS = Path(build_article.__code__.co_filename).parent / "texts"
_SENTENCE = "A library that keeps its promises can afford to show less than one that does not. "


@pytest.fixture(scope="module")
def paper() -> pikepdf.Pdf:
    source = (_TEXTS / "paper-previews.md").read_text(encoding="utf-8")
    return pikepdf.open(io.BytesIO(build_article(source)))


def test_every_line_but_the_last_fills_the_column() -> None:
    lines = break_lines(words_of(_SENTENCE * 6, 10), 220, 10)
    for line in lines[:-1]:
        spaces = len(line.words) - 1
        width = sum(map(width_of, line.words)) + spaces * (space_width(10) + line.extra)
        assert width == pytest.approx(220, abs=0.01)
    assert lines[-1].extra <= 0


def test_breaking_lines_loses_no_word() -> None:
    words = words_of(_SENTENCE * 6, 10)
    lines = break_lines(words, 220, 10)
    text = " ".join("".join(piece.text for piece in word) for line in lines for word in line.words)
    assert text.replace("- ", "").split() == (_SENTENCE * 6).split()


def test_the_paper_says_what_its_model_says() -> None:
    assert [best(20, spread=spread).free for spread in (0.75, 1, 1.5, 2, 3)] == [0, 1, 2, 4, 6]
    assert outcome(20, 0).income == pytest.approx(0.160, abs=0.0005)
    assert outcome(20, 2).income == pytest.approx(0.177, abs=0.0005)
    assert outcome(20, 7).income < outcome(20, 0).income < outcome(20, 6).income
    assert best(200).income / outcome(200, 0).income == pytest.approx(4 / 3, abs=0.01)


def test_the_outline_leads_to_the_sections(paper: pikepdf.Pdf) -> None:
    with paper.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:3] == ["Introduction", "The model", "Results"]


def test_the_paper_has_at_least_five_pages(paper: pikepdf.Pdf) -> None:
    assert len(paper.pages) >= 5
