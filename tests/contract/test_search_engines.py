"""What every search engine must do; each is a class in a module of ``catalogue/search``."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest

import wenfang.catalogue.search as room
from wenfang.catalogue.search.port import Entry, Question, SearchEngine
from wenfang.catalogue.words import terms_of

METHODS = {name for name in vars(SearchEngine) if not name.startswith("_")}


def engines() -> list[type]:
    """Every class of the package that has all methods of the port."""
    found = []
    for module in pkgutil.iter_modules(room.__path__):
        members = vars(importlib.import_module(f"{room.__name__}.{module.name}")).values()
        classes = [member for member in members if inspect.isclass(member)]
        found += [one for one in classes if set(dir(one)) >= METHODS and one is not SearchEngine]
    return found


@pytest.fixture(params=engines(), ids=lambda one: one.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    made: SearchEngine = request.param(tmp_path / "index")
    return made


def entry(name: str, *paragraphs: str, title: str = "", category: str = "") -> Entry:
    return Entry(name, 1, title, tuple(category.split()), paragraphs)


@pytest.fixture
def ask(engine: SearchEngine) -> Callable[..., list[str]]:
    """Document ids that the engine finds for a text, best first."""

    def found(text: str, **rest: object) -> list[str]:
        answer = engine.find(Question(tuple(terms_of(text)), **rest))
        return [hit.document_id for hit in answer.hits]

    return found


def test_there_is_an_engine() -> None:
    assert engines()
    assert len(METHODS) <= 6


def test_an_engine_without_an_index_finds_nothing_and_asks_to_be_built(engine, ask) -> None:
    assert engine.mark() is None
    assert ask("阅览室") == []


def test_words_of_two_characters_are_found(engine, ask) -> None:
    engine.rebuild([entry("a", "今天我们召开会议。"), entry("b", "明天下雨。")], 1)

    assert ask("会议") == ["a"]
    assert ask("下雨") == ["b"]


def test_a_part_that_is_no_word_is_found_all_the_same(engine, ask) -> None:
    engine.rebuild([entry("a", "阅览室的钟楼")], 1)

    assert ask("览室") == ["a"]
    assert ask("楼") == ["a"]


def test_all_words_must_be_there(engine, ask) -> None:
    engine.rebuild([entry("a", "函数与导数"), entry("b", "函数"), entry("c", "导数")], 1)

    assert ask("函数 导数") == ["a"]


def test_signs_must_stand_in_a_row_and_in_one_paragraph(engine, ask) -> None:
    engine.rebuild([entry("a", "钟表和楼梯"), entry("b", "大钟", "楼上")], 1)

    assert ask("“钟楼”") == []


def test_latin_words_do_not_care_for_capitals(engine, ask) -> None:
    engine.rebuild([entry("a", "A Paper about Libraries by U-31517")], 1)

    assert ask("PAPER libraries") == ["a"]
    assert ask("u-31517") == ["a"]
    assert ask("pap") == []


def test_the_title_counts_more_than_the_text(engine, ask) -> None:
    body = entry("body", "这里讲到数学一次。", title="别的事情")
    engine.rebuild([body, entry("title", "这里讲别的事情。", title="数学")], 1)

    assert ask("数学") == ["title", "body"]


def test_a_category_narrows_the_answer(engine, ask) -> None:
    entries = [entry("a", "试卷", category="maths school"), entry("b", "试卷", category="law")]
    engine.rebuild(entries, 1)

    assert ask("试卷", category="school") == ["a"]
    assert ask("试卷", category="law") == ["b"]
    assert ask("试卷", category="none") == []


def test_pages_of_results_do_not_overlap_and_the_total_counts_all(engine, ask) -> None:
    engine.rebuild([entry(f"d{number}", "同样的文字") for number in range(25)], 1)

    first, second = ask("文字", limit=20), ask("文字", offset=20, limit=20)

    assert (len(first), len(second)) == (20, 5)
    assert not set(first) & set(second)
    assert engine.find(Question(tuple(terms_of("文字")), limit=3)).total == 25


def test_a_change_replaces_and_a_removal_removes(engine, ask) -> None:
    engine.rebuild([entry("a", "旧的文字"), entry("b", "旧的文字")], 1)

    engine.apply([entry("a", "新的词句")], ["b"], 2)

    assert ask("旧的") == []
    assert ask("新的") == ["a"]
    assert engine.mark().number == 2


def test_another_process_sees_what_was_applied(engine, ask, tmp_path: Path) -> None:
    engine.rebuild([entry("a", "第一")], 1)
    assert ask("第一") == ["a"]

    other = type(engine)(tmp_path / "index")
    other.apply([entry("b", "第二")], [], 2)

    assert ask("第二") == ["b"]


def test_a_rebuild_by_another_process_is_seen_and_can_be_written_on(
    engine, ask, tmp_path: Path
) -> None:
    engine.rebuild([entry("a", "第一")], 1)
    engine.apply([entry("b", "第二")], [], 2)
    before = engine.mark()

    type(engine)(tmp_path / "index").rebuild([entry("c", "第三")], 2)

    assert ask("第一") == []
    assert ask("第三") == ["c"]
    assert engine.mark() != before
    engine.apply([entry("d", "第四")], [], 3)
    assert ask("第四") == ["d"]


def test_a_folder_that_vanished_finds_nothing_and_is_built_again(
    engine, ask, tmp_path: Path
) -> None:
    engine.rebuild([entry("a", "第一")], 1)
    for path in sorted((tmp_path / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()

    assert ask("第一") == []
    assert engine.mark() is None
    engine.rebuild([entry("a", "第一")], 1)
    assert ask("第一") == ["a"]


@pytest.mark.parametrize("damage", [b"", b"rubbish" * 100])
def test_a_damaged_index_finds_nothing_asks_to_be_rebuilt_and_works_again(
    engine, ask, tmp_path: Path, damage: bytes
) -> None:
    engine.rebuild([entry("a", "第一"), entry("b", "第二")], 1)
    for path in (tmp_path / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(damage)
    reader = type(engine)(tmp_path / "index")

    assert reader.find(Question(tuple(terms_of("第一")))).hits == ()
    assert reader.mark() is None
    reader.rebuild([entry("a", "第一")], 1)
    assert reader.mark() is not None
    assert ask("第一") == ["a"]


def test_damage_that_shows_only_when_reading_is_noticed(engine, ask, tmp_path: Path) -> None:
    engine.rebuild(
        [entry(f"d{number}", f"第{number}段文字 word{number}") for number in range(50)], 1
    )
    for path in (tmp_path / "index").rglob("*"):
        if path.is_file() and path.suffix in {".idx", ".pos", ".term", ".store"}:
            path.write_bytes(bytes(len(path.read_bytes())))
    reader = type(engine)(tmp_path / "index")

    assert reader.find(Question(tuple(terms_of("文字")))).hits == ()
    assert reader.mark() is None
