"""Decks of the demo library: effects that PowerPoint would accept, and a real chart."""

from pathlib import Path

import pytest
from lxml.etree import _Element
from pptx import Presentation
from pptx.oxml.ns import qn

from wenfang.cli.demo.decks import build_lesson_deck

_TEXT = """
# 一节<br>短课
@ring 春 夏 秋 冬
## 三张卡片
@layout cards
- 甲 | 第一句。
- 乙 | 第二句。
## 一道题
@layout quiz
@lead 哪一个？
- 一
- 二
- 三
- 四
@answer 2 | 因为是二。
## 数字
@layout chart
| 名 | 甲 |
| 一 | 1.5 |
| 二 | 2.5 |
"""


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> list[_Element]:
    path: Path = tmp_path_factory.mktemp("deck") / "deck.pptx"
    path.write_bytes(build_lesson_deck(_TEXT))
    return [slide._element for slide in Presentation(str(path)).slides]


def test_every_slide_has_a_transition_and_its_parts_in_order(slides: list[_Element]) -> None:
    wanted = [qn(name) for name in ("p:cSld", "p:clrMapOvr", "p:transition", "p:timing")]
    for slide in slides:
        order = [wanted.index(child.tag) for child in slide]
        assert order == sorted(order)
        assert slide.find(qn("p:transition")) is not None


def test_every_effect_moves_a_shape_that_is_on_its_slide(slides: list[_Element]) -> None:
    for slide in slides:
        shapes = {shape.get("id") for shape in slide.iter(qn("p:cNvPr"))}
        targets = {target.get("spid") for target in slide.iter(qn("p:spTgt"))}
        assert targets <= shapes


def test_no_two_steps_of_a_timeline_share_a_number(slides: list[_Element]) -> None:
    for slide in slides:
        numbers = [step.get("id") for step in slide.iter(qn("p:cTn"))]
        assert len(numbers) == len(set(numbers))


def test_each_card_comes_with_a_click_of_its_own(slides: list[_Element]) -> None:
    kinds = [step.get("nodeType") for step in slides[1].iter(qn("p:cTn"))]
    assert kinds.count("clickEffect") == 2


def test_the_answer_stays_hidden_until_it_is_asked_for(slides: list[_Element]) -> None:
    answer = next(
        shape
        for shape in slides[2].iter(qn("p:sp"))
        if "因为是二。" in "".join(text.text or "" for text in shape.iter(qn("a:t")))
    )
    number = next(answer.iter(qn("p:cNvPr"))).get("id")
    targets = {target.get("spid") for target in slides[2].iter(qn("p:spTgt"))}
    assert number in targets


def test_the_title_lies_above_everything_drawn_behind_it(slides: list[_Element]) -> None:
    shapes = list(slides[0].iter(qn("p:sp")))
    title = next(shape for shape in shapes if shape.find(f".//{qn('p:ph')}") is not None)
    panel = shapes[0] if shapes[0] is not title else shapes[1]
    assert shapes.index(title) > shapes.index(panel)
