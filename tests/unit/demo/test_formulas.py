"""Formulas of the demo's examination paper become formulas of the Office kind."""

from lxml.etree import _Element

from wenfang.cli.demo.formulas import inline_formula

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def _names(source: str) -> list[str]:
    return [str(part.tag).removeprefix(_MATH) for part in inline_formula(source).iter()]


def _text(element: _Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_MATH}t"))


def test_a_fraction_keeps_its_two_halves_apart() -> None:
    fraction = next(inline_formula(r"\frac{a+1}{2}").iter(f"{_MATH}f"))
    halves = [_text(part) for part in fraction if str(part.tag).endswith(("num", "den"))]
    assert halves == ["a+1", "2"]


def test_an_index_above_and_below_belong_to_the_same_letter() -> None:
    assert "sSubSup" in _names("x_1^2")
    assert "sSup" not in _names("x_1^2")


def test_brackets_around_a_fraction_grow_and_others_do_not() -> None:
    assert "d" in _names(r"(\frac{1}{2})")
    assert "d" not in _names("f(x)")


def test_neighbouring_letters_are_one_word_but_an_index_takes_the_last() -> None:
    assert _names("ABC").count("t") == 1
    index = next(inline_formula("AB_1").iter(f"{_MATH}sSub"))
    assert _text(index) == "B1"


def test_a_sum_has_its_limits_and_what_is_summed() -> None:
    total = next(inline_formula(r"\sum_{k=1}^{n} {(1-a_k)}").iter(f"{_MATH}nary"))
    parts = {str(part.tag).removeprefix(_MATH): _text(part) for part in total}
    assert parts["sub"] == "k=1" and parts["sup"] == "n" and parts["e"] == "(1−ak)"


def test_lines_behind_one_brace_stay_two_lines() -> None:
    cases = next(inline_formula(r"\cases{1, x<0 ; 2, x>0}").iter(f"{_MATH}eqArr"))
    assert [_text(line) for line in cases] == ["1,x<0", "2,x>0"]
