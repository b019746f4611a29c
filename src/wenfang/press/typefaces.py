"""Which installed family stands in for a family that a document names, judged by its style."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from wenfang.press.results import FontUse

# Families by style, best first: those that documents were written with, which an operator may have
# a licence for, then free ones. A stand-in is the first one that is installed.
STAND_INS: dict[str, tuple[str, ...]] = {
    "song": (
        "SimSun",
        "STSong",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        "FandolSong",
        "AR PL UMing CN",
    ),
    "fang": (
        "FangSong",
        "FangSong_GB2312",
        "仿宋_GB2312",
        "STFangsong",
        "FandolFang R",
        "FandolFang",
        "Zhuque Fangsong",
        "Noto Serif CJK SC",
    ),
    "kai": (
        "KaiTi",
        "KaiTi_GB2312",
        "楷体_GB2312",
        "STKaiti",
        "FandolKai",
        "LXGW WenKai",
        "AR PL UKai CN",
        "Noto Serif CJK SC",
    ),
    "hei": (
        "SimHei",
        "Microsoft YaHei",
        "STXihei",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "WenQuanYi Zen Hei",
    ),
    "song-tw": ("PMingLiU", "MingLiU", "Noto Serif CJK TC", "Noto Serif CJK SC"),
    "hei-tw": ("Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans CJK SC"),
    "song-jp": ("MS Mincho", "Noto Serif CJK JP", "Noto Serif CJK SC"),
    "hei-jp": ("MS Gothic", "Noto Sans CJK JP", "Noto Sans CJK SC"),
    "song-kr": ("Batang", "Noto Serif CJK KR", "Noto Serif CJK SC"),
    "hei-kr": ("Malgun Gothic", "Noto Sans CJK KR", "Noto Sans CJK SC"),
    "serif": ("Times New Roman", "Liberation Serif", "DejaVu Serif"),
    "sans": ("Arial", "Liberation Sans", "DejaVu Sans"),
    "narrow": ("Arial Narrow", "Liberation Sans Narrow", "Liberation Sans"),
    "wide": ("Verdana", "DejaVu Sans", "Liberation Sans"),
    "mono": ("Courier New", "Liberation Mono", "DejaVu Sans Mono"),
    "calibri": ("Calibri", "Carlito", "Liberation Sans"),
    "cambria": ("Cambria", "Caladea", "Liberation Serif"),
}

# Free families drawn to be exactly as wide as others, so that no line breaks elsewhere.
METRIC_COMPATIBLE: dict[str, frozenset[str]] = {
    "Liberation Serif": frozenset({"times new roman", "times"}),
    "Liberation Sans": frozenset({"arial", "helvetica"}),
    "Liberation Mono": frozenset({"courier new", "courier"}),
    "Liberation Sans Narrow": frozenset({"arial narrow"}),
    "Carlito": frozenset({"calibri"}),
    "Caladea": frozenset({"cambria"}),
}

LATIN_STYLES = {"serif", "sans", "narrow", "wide", "mono", "calibri", "cambria"}

# The office draws these itself, from its own symbol font; a stand-in would show letters.
SYMBOL_FAMILY = "OpenSymbol"
SYMBOLS = ("symbol", "wingding", "webding", "dingbat", "mt extra", "marlett", "math")

# Tried in order on the lower-case name; the first fragment found decides.
FRAGMENTS: tuple[tuple[str, str], ...] = (
    ("mingliu", "song-tw"),
    ("細明", "song-tw"),
    ("新細明", "song-tw"),
    ("標楷", "kai"),
    ("jhenghei", "hei-tw"),
    ("正黑", "hei-tw"),
    ("mincho", "song-jp"),
    ("明朝", "song-jp"),
    ("ms gothic", "hei-jp"),
    ("ms pgothic", "hei-jp"),
    ("ゴシック", "hei-jp"),
    ("meiryo", "hei-jp"),
    ("yu gothic", "hei-jp"),
    ("batang", "song-kr"),
    ("바탕", "song-kr"),
    ("gulim", "hei-kr"),
    ("malgun", "hei-kr"),
    ("맑은", "hei-kr"),
    ("仿宋", "fang"),
    ("fangsong", "fang"),
    ("楷", "kai"),
    ("kaiti", "kai"),
    ("stkai", "kai"),
    ("行楷", "kai"),
    ("隶", "kai"),
    ("lisu", "kai"),
    ("stliti", "kai"),
    ("魏碑", "kai"),
    ("stxinwei", "kai"),
    ("stxingka", "kai"),
    ("舒体", "kai"),
    ("姚体", "song"),
    ("黑", "hei"),
    ("simhei", "hei"),
    ("heiti", "hei"),
    ("stxihei", "hei"),
    ("yahei", "hei"),
    ("等线", "hei"),
    ("dengxian", "hei"),
    ("圆", "hei"),
    ("youyuan", "hei"),
    ("pingfang", "hei"),
    ("苹方", "hei"),
    ("hiragino sans", "hei"),
    ("综艺", "hei"),
    ("琥珀", "hei"),
    ("思源宋", "song"),
    ("宋", "song"),
    ("simsun", "song"),
    ("nsimsun", "song"),
    ("stsong", "song"),
    ("stzhongsong", "song"),
    ("songti", "song"),
    ("细明", "song"),
    ("calibri", "calibri"),
    ("cambria", "cambria"),
    ("narrow", "narrow"),
    ("condensed", "narrow"),
    ("verdana", "wide"),
    ("courier", "mono"),
    ("consol", "mono"),
    ("mono", "mono"),
    ("menlo", "mono"),
    ("typewriter", "mono"),
    ("sans", "sans"),
    ("arial", "sans"),
    ("helvet", "sans"),
    ("times", "serif"),
    ("roman", "serif"),
    ("serif", "serif"),
    ("georgia", "serif"),
    ("garamond", "serif"),
    ("palatino", "serif"),
    ("bookman", "serif"),
    ("book antiqua", "serif"),
    ("century gothic", "sans"),
    ("century", "serif"),
    ("constantia", "serif"),
    ("baskerville", "serif"),
    ("didot", "serif"),
    ("bodoni", "serif"),
    ("minion", "serif"),
)


@dataclass(frozen=True, slots=True)
class StandIn:
    """An installed family that replaces one a document asked for."""

    asked: str
    used: str


def style_of(family: str) -> str | None:
    """The style of a family by its name; None for symbol fonts, which must be left alone."""
    name = family.casefold().lstrip("@")
    if any(symbol in name for symbol in SYMBOLS):
        return None
    for fragment, style in FRAGMENTS:
        if fragment in name:
            return style
    return "song" if any(_is_ideograph(character) for character in name) else "sans"


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def chinese_stand_ins(installed: Set[str]) -> list[str]:
    """The installed families that stand in for Chinese, Japanese and Korean ones."""
    styles = [names for style, names in STAND_INS.items() if style not in LATIN_STYLES]
    first = (next((name for name in names if name in installed), None) for names in styles)
    return list(dict.fromkeys(name for name in first if name))


def stand_ins(families: Iterable[str], installed: Set[str]) -> list[StandIn]:
    """A stand-in for every family that is not installed and whose style has one that is."""
    have = {family.casefold() for family in installed}
    found = []
    for family in families:
        style = None if family.casefold() in have else style_of(family)
        used = next((name for name in STAND_INS.get(style or "", ()) if name in installed), None)
        if used is not None:
            found.append(StandIn(asked=family, used=used))
    return found


def font_uses(families: Iterable[str], installed: Set[str]) -> list[FontUse]:
    """What pages show for each family that a document names, in the order of the names.

    Symbols count as kept: the office draws the same signs from a font of its own.
    """
    names = list(families)
    have = {family.casefold() for family in installed}
    used = {stand_in.asked: stand_in.used for stand_in in stand_ins(names, installed)}
    uses = []
    for name in names:
        if name.casefold() not in have and style_of(name) is None:
            uses.append(FontUse(name, SYMBOL_FAMILY, substituted=False))
        else:
            uses.append(FontUse(name, used.get(name, name), substituted=name in used))
    return uses


def is_metric_compatible(asked: str, used: str) -> bool:
    """Whether ``used`` has the widths of ``asked``, so that only shapes differ, not line breaks."""
    return asked.casefold() in METRIC_COMPATIBLE.get(used, ())


def would_change(asked: Iterable[str], before_used: Mapping[str, str], installed: Set[str]) -> bool:
    """Whether pages would now show another family than before for anything a document names.

    ``before_used`` is what was used for each family when the document was pressed.
    """
    uses = font_uses(asked, installed)
    return any(before_used.get(use.asked, use.asked) != use.used for use in uses)


# Families that old binary files name in places we do not read; always mapped.
USUAL_FAMILIES = (
    "宋体",
    "新宋体",
    "仿宋",
    "仿宋_GB2312",
    "楷体",
    "楷体_GB2312",
    "黑体",
    "隶书",
    "幼圆",
    "微软雅黑",
    "等线",
    "等线 Light",
    "方正小标宋简体",
    "方正仿宋简体",
    "方正楷体简体",
    "方正黑体简体",
    "华文中宋",
    "华文仿宋",
    "华文宋体",
    "华文楷体",
    "华文细黑",
    "华文行楷",
    "华文新魏",
    "SimSun",
    "NSimSun",
    "SimHei",
    "FangSong",
    "FangSong_GB2312",
    "KaiTi",
    "KaiTi_GB2312",
    "Microsoft YaHei",
    "Microsoft YaHei UI",
    "DengXian",
    "STSong",
    "STZhongsong",
    "STFangsong",
    "STKaiti",
    "STXihei",
    "PingFang SC",
    "MingLiU",
    "PMingLiU",
    "Microsoft JhengHei",
    "MS Mincho",
    "MS Gothic",
    "Times New Roman",
    "Arial",
    "Courier New",
    "Calibri",
    "Cambria",
    "Verdana",
    "Tahoma",
    "Georgia",
)
