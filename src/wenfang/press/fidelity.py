"""What is said about how faithful the pages are: doubts, losses, and a report for people."""

from wenfang.press.model import Message
from wenfang.press.results import Fidelity
from wenfang.press.typefaces import is_metric_compatible

DOUBTS: dict[str, Message] = {
    "page_count_far": Message(
        "The preview has far more or far fewer pages than the file says.",
        "预览的页数与文件自身记录的页数相差很大。",
    ),
    "text_lost": Message(
        "Part of the text in the file is on no page of the preview.",
        "文件中有一部分文字没有出现在预览的任何一页上。",
    ),
    "blank_pages": Message(
        "Most or all pages of the preview are blank.",
        "预览的大部分或全部页面是空白的。",
    ),
    "boxes": Message(
        "Many characters cannot be shown; in the preview there are boxes or signs in their place.",
        "有许多字符无法显示，在预览中变成了方框或其他符号。",
    ),
}

# One and many, with the number as {n}.
DROPPED: dict[str, tuple[str, str, str]] = {
    "media": (
        "{n} sound or film is not played.",
        "{n} sounds or films are not played.",
        "{n} 段音频或视频不会播放。",
    ),
    "embedded_objects": (
        "{n} embedded object is shown as a picture or not at all.",
        "{n} embedded objects are shown as pictures or not at all.",
        "{n} 个嵌入对象只显示图片，或不显示。",
    ),
    "chunks": (
        "{n} document inside the document is not shown.",
        "{n} documents inside the document are not shown.",
        "{n} 份嵌入的其他文档未显示。",
    ),
    "linked_content": (
        "{n} thing that the file only links to is not shown.",
        "{n} things that the file only links to are not shown.",
        "{n} 处仅以链接方式引用的内容未显示。",
    ),
    "controls": (
        "{n} control is not shown.",
        "{n} controls are not shown.",
        "{n} 个控件未显示。",
    ),
    "macros": (
        "Macros in the file do not run.",
        "Macros in the file do not run.",
        "文件中的宏不会运行。",
    ),
}

FAMILIES_NAMED, STAND_INS_NAMED = 3, 3


def report_lines(fidelity: Fidelity) -> list[Message]:
    """The short report that authors and buyers read, the good news first."""
    lines = [_about_pages(fidelity), *_about_text(fidelity), *_about_fonts(fidelity)]
    if fidelity.effects:
        lines.append(
            _counted(
                fidelity.effects,
                "{n} animation effect or transition is not shown.",
                "{n} animation effects and transitions are not shown.",
                "{n} 个动画和切换效果不会显示。",
            )
        )
    lines += [
        _counted(fidelity.dropped[kind], *words)
        for kind, words in DROPPED.items()
        if fidelity.dropped.get(kind)
    ]
    return lines + [DOUBTS[doubt] for doubt in ("blank_pages", "boxes") if doubt in fidelity.doubts]


def _counted(number: int, one: str, many: str, zh: str) -> Message:
    return Message((one if number == 1 else many).format(n=number), zh.format(n=number))


def _about_pages(fidelity: Fidelity) -> Message:
    pages, recorded = fidelity.pages, fidelity.recorded_pages
    one = f"{pages} page" if pages == 1 else f"{pages} pages"
    by_whom = f" {fidelity.program} " if fidelity.program else "文件自身"
    if not recorded:
        return Message(f"{one}.", f"共 {pages} 页。")
    if recorded == pages:
        program = fidelity.program or "the file's own record"
        return Message(f"{one}, as in {program}.", f"{pages} 页，与{by_whom}记录的页数一致。")
    if pages > recorded * 2 and "page_count_far" not in fidelity.doubts:
        return Message(
            f"{one}; the number recorded in the file, {recorded}, is out of date.",
            f"共 {pages} 页；文件中记录的 {recorded} 页已经过时。",
        )
    program = fidelity.program or "the file itself"
    return Message(
        f"{one}; {program} recorded {recorded}.",
        f"共 {pages} 页；{by_whom.lstrip()}记录为 {recorded} 页。",
    )


def _about_text(fidelity: Fidelity) -> list[Message]:
    source, shown = fidelity.source_characters, fidelity.page_characters
    if not source:
        return []
    if "text_lost" in fidelity.doubts:
        share = max(1, round(100 * (source - shown) / source))
        return [
            Message(
                f"About {share} % of the text is on no page.",
                f"约 {share}% 的文字没有出现在页面上。",
            )
        ]
    if shown < source:
        return []
    return [
        Message(
            "No text is missing, by the number of characters.",
            "按字数核对，没有文字缺失。",
        )
    ]


def _about_fonts(fidelity: Fidelity) -> list[Message]:
    """One sentence; families whose widths are kept exactly are not worth one."""
    groups: dict[str, list[str]] = {}
    for use in fidelity.fonts:
        if use.substituted and not is_metric_compatible(use.asked, use.used):
            groups.setdefault(use.used, []).append(use.asked)
    number = sum(map(len, groups.values()))
    if not number:
        return []
    named = [
        (_listed(asked, ", ", " …"), _listed(asked, "、", "等"), used)
        for used, asked in list(groups.items())[:STAND_INS_NAMED]
    ]
    en = "; ".join(f"{asked} → {used}" for asked, _, used in named)
    zh = "；".join(f"{asked} → {used}" for _, asked, used in named)
    more_en, more_zh = ("; …", "；……") if len(groups) > STAND_INS_NAMED else ("", "")
    fonts = "font" if number == 1 else "fonts"
    return [
        Message(
            f"{number} {fonts} substituted: {en}{more_en}.",
            f"替换了 {number} 种字体：{zh}{more_zh}。",
        )
    ]


def _listed(names: list[str], between: str, more: str) -> str:
    return between.join(names[:FAMILIES_NAMED]) + (more if len(names) > FAMILIES_NAMED else "")
