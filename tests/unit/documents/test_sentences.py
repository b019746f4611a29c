"""Introductions are whole clean sentences out of the free pages and nothing else."""

import re

import pytest

from wenfang.documents.paragraphs import paragraphs_of
from wenfang.documents.sentences import introduction_from

SPEECH = """\
关于进一步做好阅览室工作的讲话
（2026年3月5日）
同志们：
　　今天我们召开这次会议，主要任务是总结去年阅览室的工作，分析当前面
临的形势，研究部署今年的重点任务。下面，我讲三点意见。
一、充分认识阅览室工作的重要意义
　　阅览室是大家读书学习的地方，也是单位精神面貌的一扇窗口。把阅览室
办好，是全体职工共同的心愿，也是我们义不容辞的责任。
- 1 -
"""


def test_soft_breaks_are_undone_without_a_blank_in_chinese() -> None:
    text = introduction_from([SPEECH])

    assert "分析当前面临的形势" in text
    assert "把阅览室办好" in text


def test_headings_salutations_dates_and_page_numbers_stay_out() -> None:
    text = introduction_from([SPEECH], title="关于进一步做好阅览室工作的讲话")

    assert text.startswith("今天我们召开这次会议")
    for odd in ("同志们", "2026年", "一、", "- 1 -", "讲话"):
        assert odd not in text


def test_only_whole_sentences_and_no_more_than_three_hundred_characters() -> None:
    text = introduction_from([SPEECH * 6])

    assert 80 <= len(text) <= 300
    assert text.endswith("。")


def test_the_same_sentence_is_not_said_twice() -> None:
    text = introduction_from([SPEECH, SPEECH])

    assert text.count("今天我们召开这次会议") == 1


def test_a_sentence_that_the_last_free_page_cuts_is_left_out() -> None:
    text = introduction_from(["这是完整的一句话，读者看得明白。接下来这一句说到一半就被页面截"])

    assert text == "这是完整的一句话，读者看得明白。"


def test_a_sentence_goes_on_over_the_turn_of_a_page() -> None:
    first = "阅览室去年新添图书三千余册，接待读者两万多人次，举办读书会十二\n- 1 -"
    second = "场，受到大家的普遍欢迎和好评。\n- 2 -"

    assert "读书会十二场，受到" in introduction_from([first, second])


def test_running_heads_are_dropped() -> None:
    pages = [
        f"某某大学毕业论文\n第{number}段讲的是不同的事情，每一段都有自己的内容和结论。\n"
        f"第 {number} 页 共 3 页"
        for number in (1, 2, 3)
    ]
    text = introduction_from(pages)

    assert "毕业论文" not in text
    assert "共 3 页" not in text
    assert text.count("每一段都有自己的内容和结论") == 3


def test_no_markup_survives() -> None:
    text = introduction_from(
        ["他说：&ldquo;读书好。&rdquo;<br />大家都同意这个看法，于是会议在掌声中结束。"]
    )

    assert not re.search(r"[<>]|&\w+;", text)
    assert "“读书好。”" in text


def test_less_than_is_not_markup() -> None:
    assert "当 a<b 时" in introduction_from(["当 a<b 时，函数在这个区间上单调递增。"])


def test_english_words_keep_their_blanks_and_broken_words_are_mended() -> None:
    text = introduction_from(
        [
            "This paper studies how small libraries keep their collec-\n"
            "tions alive. We interviewed Dr. Smith and forty other\n"
            "librarians in No. 3 district. Fig. 2 shows what they said.\n"
        ]
    )

    assert text.startswith(
        "This paper studies how small libraries keep their collections alive. We"
    )
    assert "Dr. Smith and forty other librarians in No. 3 district." in text


def test_contents_and_blanks_to_fill_are_not_sentences() -> None:
    text = introduction_from(
        [
            "目录\n一、总则……………………3\n姓名：________ 班级：________ 。\n"
            "请认真阅读下面的说明，再开始作答。"
        ]
    )

    assert text == "请认真阅读下面的说明，再开始作答。"


def test_a_deck_without_sentences_is_introduced_by_its_lines() -> None:
    slides = ["二十四节气\n春雨惊春清谷天", "立春\n• 东风解冻\n• 蛰虫始振\n2"]

    assert introduction_from(slides, title="二十四节气", format="pptx") == (
        "春雨惊春清谷天 · 东风解冻 · 蛰虫始振"
    )
    assert introduction_from(slides, title="二十四节气", format="xlsx") == ""


@pytest.mark.parametrize(
    "text", ["", "\n \n", "3", "<br/>", "\ufeff\u200b", "。。。！？", "- 1 -\n"]
)
def test_nothing_comes_of_nothing(text: str) -> None:
    assert introduction_from([text]) == ""


def test_no_pages_no_introduction() -> None:
    assert introduction_from([]) == ""


def test_paragraphs_end_where_lines_end_early() -> None:
    text = (
        "这一行占满了整个版心的宽度所以没有完，\n到这里完了。\n"
        "这是另外一段，它也有一整行那么长的字。"
    )

    assert paragraphs_of([text]) == [
        "这一行占满了整个版心的宽度所以没有完，到这里完了。",
        "这是另外一段，它也有一整行那么长的字。",
    ]


def test_where_it_is_unclear_whether_a_line_goes_on_its_sentence_is_left_out() -> None:
    text = (
        "这一行占满了整个版心的宽度，所以它后面的一行接着它往下说，没有疑问。\n"
        "这一行只占版心的六成多，看不出有没有完\n"
        "这一行也许是上一行的后半句。而这一句是清清楚楚从头开始的，可以放心引用。"
    )

    chosen = introduction_from([text])

    assert "也许是上一行" not in chosen
    assert "可以放心引用。" in chosen


@pytest.mark.parametrize(
    "gap", ["设，其中可微，求 .", "{{info.description}} 是说明文字。", "答案写在（ ）里面才算数。"]
)
def test_what_lost_its_formula_or_was_never_filled_in_is_left_out(gap: str) -> None:
    whole = "这一句是完整的，所以读者看得明白，它可以留下来。"

    assert introduction_from([f"{gap}\n{whole}"]) == whole


def test_the_blank_after_an_articles_number_stays() -> None:
    text = introduction_from(["第一条　为了规范阅览室的管理工作，结合实际，制定本规则。"])

    assert text == "第一条　为了规范阅览室的管理工作，结合实际，制定本规则。"


def test_a_line_that_happens_to_begin_with_an_articles_number_goes_on() -> None:
    text = (
        "各单位在办理阅览证的时候应当严格遵守本规则第二条的要求，也要参照\n"
        "第三条规定的程序，不得另行收费。"
    )

    assert "也要参照第三条规定的程序" in introduction_from([text])


def test_a_chinese_line_with_one_capital_is_no_heading() -> None:
    text = (
        "算法的时间复杂度是指执行算法所需要的计算工作量，选项中只有它是对的，所以答案是 D，\n"
        "而其余的三个都不对。"
    )

    assert introduction_from([text]).endswith("所以答案是 D，而其余的三个都不对。")
