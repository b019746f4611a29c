"""How text is cut for the index and for a question."""

import pytest

from wenfang.catalogue.words import holds, signs_of, terms_of, words_of


def test_words_of_two_characters_and_parts_of_long_ones_are_found() -> None:
    words = words_of("中国人民代表大会于今日召开。")

    assert {"人民", "代表", "大会", "人民代表大会", "今日", "召开"} <= set(words)
    assert not any(len(word) == 1 for word in words)


def test_latin_words_are_lower_case_and_full_width_letters_plain() -> None:
    assert words_of("Hello ＷＯＲＬＤ, U-31517!") == ["hello", "world", "u", "31517"]


def test_signs_keep_their_order() -> None:
    assert signs_of("第3章 Hello，世界") == ["第", "3", "章", "hello", "世", "界"]


def test_every_word_of_a_question_is_asked_for() -> None:
    terms = terms_of("高等数学 Formula")

    assert [term.word for term in terms][-1] == "formula"
    assert "".join(sign for term in terms[:-1] for sign in term.signs) == "高等数学"


def test_a_quoted_phrase_is_one_term() -> None:
    (term,) = terms_of("“部署今年的任务”")

    assert "".join(term.signs) == "部署今年的任务"


@pytest.mark.parametrize("text", ["", "   ", "，。！", '""', "\x00"])
def test_nothing_to_ask(text: str) -> None:
    assert terms_of(text) == []


def test_a_question_is_bounded() -> None:
    assert len(terms_of(" ".join(f"word{number}" for number in range(500)))) <= 16


@pytest.mark.parametrize(
    ("text", "found"), [("阅览室", True), ("览室", True), ("室阅", False), ("讲话", False)]
)
def test_text_holds_signs_in_a_row_within_one_paragraph(text: str, found: bool) -> None:
    assert holds(["关于阅览室", "讲", "话"], terms_of(f'"{text}"')) is found
