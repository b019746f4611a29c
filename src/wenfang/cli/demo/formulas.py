"""Formulas: a small part of TeX's notation turned into Office's own formula language (OMML)."""

import re
from collections.abc import Callable

from lxml import etree
from lxml.etree import _Element

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HIGH = {f"{{{_MATH}}}{name}" for name in ("f", "rad", "nary", "d", "sSup")}
# An element of this name never reaches a file: its children take its place.
_SPLICE = "splice"
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S")
_SYMBOLS = {
    "alpha": "α",
    "beta": "β",
    "theta": "θ",
    "lambda": "λ",
    "pi": "π",
    "omega": "ω",
    "leq": "≤",
    "geq": "≥",
    "neq": "≠",
    "times": "×",
    "cdot": "·",
    "pm": "±",
    "infty": "∞",
    "in": "∈",
    "notin": "∉",
    "subset": "⊂",
    "cup": "∪",
    "cap": "∩",
    "emptyset": "∅",
    "Rightarrow": "⇒",
    "perp": "⊥",
    "parallel": "∥",
    "angle": "∠",
    "triangle": "△",
    "ldots": "…",
    "approx": "≈",
    "mid": "∣",
}
_FUNCTIONS = {"sin", "cos", "tan", "ln", "log"}
_LARGE = {"sum": "∑", "int": "∫", "prod": "∏"}
_BRACKETS = {"(", "[", "\\{"}
_CLOSING = {")", "]", "\\}"}
_ACCENTS = {"vec": "⃗", "hat": "̂", "bar": "̅"}


def inline_formula(source: str) -> _Element:
    """An ``m:oMath`` element that stands in a line."""
    return _node("oMath", *_Reader(source).until_end())


def display_formula(source: str) -> _Element:
    """An ``m:oMathPara`` element: a formula on a line of its own."""
    return _node("oMathPara", inline_formula(source))


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, source: str) -> None:
        self.tokens = _TOKEN.findall(source)
        self.at = 0
        self.commands: dict[str, Callable[[], _Element]] = {
            "frac": lambda: _node("f", self.part("num"), self.part("den")),
            "sqrt": self.root,
            "abs": self.absolute,
            "cases": self.cases,
            "text": lambda: _run("".join(self.raw_group()), plain=True),
        }

    def until_end(self, *stops: str) -> list[_Element]:
        """Everything up to a token in ``stops``, which is taken too, or up to the end."""
        items: list[_Element] = []
        while self.at < len(self.tokens):
            if self.tokens[self.at] in stops:
                self.at += 1
                break
            item = self.scripted()
            if items and _is_letters(items[-1]) and _is_letters(item):
                items[-1][-1].text = _letters(items[-1]) + _letters(item)
            else:
                items.append(item)
        return items

    def scripted(self) -> _Element:
        """One thing with its lower and upper index, if it has any."""
        name = self.tokens[self.at].lstrip("\\")
        if name in _LARGE:
            self.at += 1
            return self.large(_LARGE[name])
        if name in _FUNCTIONS:
            self.at += 1
            word = self.with_indices(_run(name, plain=True))
            return _node("func", _node("fName", word), _node("e", self.scripted()))
        return self.with_indices(self.atom())

    def with_indices(self, item: _Element) -> _Element:
        low, high = self.indices()
        if low is not None and high is not None:
            return _node("sSubSup", _node("e", item), _node("sub", *low), _node("sup", *high))
        if low is not None:
            return _node("sSub", _node("e", item), _node("sub", *low))
        if high is not None:
            return _node("sSup", _node("e", item), _node("sup", *high))
        return item

    def indices(self) -> tuple[list[_Element] | None, list[_Element] | None]:
        found: dict[str, list[_Element]] = {}
        while self.at < len(self.tokens) and self.tokens[self.at] in "_^":
            mark = self.tokens[self.at]
            self.at += 1
            found[mark] = self.group()
        return found.get("_"), found.get("^")

    def atom(self) -> _Element:
        token = self.tokens[self.at]
        self.at += 1
        name = token[1:] if token.startswith("\\") else ""
        if token in _BRACKETS:
            return self.bracket(token)
        if name in self.commands:
            return self.commands[name]()
        if name in _ACCENTS:
            setting = _node("accPr", _setting("chr", _ACCENTS[name]))
            return _node("acc", setting, _node("e", *self.group()))
        if name:
            return _run(_SYMBOLS.get(name, name))
        return _run({"-": "−", "*": "∗"}.get(token, token))

    def group(self) -> list[_Element]:
        """What stands in braces, or the one thing that stands without them."""
        if self.tokens[self.at] == "{":
            self.at += 1
            return self.until_end("}")
        return [self.atom()]

    def part(self, name: str) -> _Element:
        return _node(name, *self.group())

    def raw_group(self) -> list[str]:
        start = self.at + 1
        self.at = self.tokens.index("}", start) + 1
        return self.tokens[start : self.at - 1]

    def root(self) -> _Element:
        if self.tokens[self.at] == "[":
            self.at += 1
            return _node("rad", _node("deg", *self.until_end("]")), self.part("e"))
        setting = _node("radPr", _setting("degHide", "1"))
        return _node("rad", setting, _node("deg"), self.part("e"))

    def large(self, sign: str) -> _Element:
        low, high = self.indices()
        place = "subSup" if sign == "∫" else "undOvr"
        setting = _node("naryPr", _setting("chr", sign), _setting("limLoc", place))
        parts = _node("sub", *(low or [])), _node("sup", *(high or []))
        bare = self.tokens[self.at] != "{"
        return _node(
            "nary", setting, *parts, _node("e", *([self.scripted()] if bare else self.group()))
        )

    def bracket(self, opening: str) -> _Element:
        """Brackets around something high grow with it; others are letters like any other."""
        inner = self.until_end(*_CLOSING)
        closing = self.tokens[self.at - 1].lstrip("\\")
        indexed = self.at < len(self.tokens) and self.tokens[self.at] in "_^"
        if opening + closing in ("()", "[]") and not indexed and not _is_high(inner):
            return _node(_SPLICE, _run(opening), *inner, _run(closing))
        return _fenced(opening.lstrip("\\"), closing, _node("e", *inner))

    def absolute(self) -> _Element:
        return _fenced("|", "|", _node("e", *self.group()))

    def cases(self) -> _Element:
        """\\cases{ one ; two }: lines behind one brace."""
        self.at += 1
        lines: list[_Element] = []
        while self.tokens[self.at - 1] != "}":
            lines.append(_node("e", *self.until_end(";", "}")))
        return _fenced("{", "", _node("e", _node("eqArr", *lines)))


def _fenced(opening: str, closing: str, inner: _Element) -> _Element:
    setting = _node("dPr", _setting("begChr", opening), _setting("endChr", closing))
    return _node("d", setting, inner)


def _is_high(items: list[_Element]) -> bool:
    return any(part.tag in _HIGH for item in items for part in item.iter())


def _is_letters(item: _Element) -> bool:
    return item.tag == f"{{{_MATH}}}r" and _letters(item).isascii() and _letters(item).isalpha()


def _letters(item: _Element) -> str:
    return item[-1].text or ""


def _node(name: str, *children: _Element) -> _Element:
    element = etree.Element(f"{{{_MATH}}}{name}", nsmap={"m": _MATH})
    for child in children:
        if child.tag == f"{{{_MATH}}}{_SPLICE}":
            element.extend(child)
        else:
            element.append(child)
    return element


def _setting(name: str, value: str) -> _Element:
    element = _node(name)
    element.set(f"{{{_MATH}}}val", value)
    return element


def _run(text: str, *, plain: bool = False) -> _Element:
    run = _node("r")
    if plain:
        run.append(_node("rPr", _setting("sty", "p")))
    look = etree.SubElement(run, f"{{{_WORD}}}rPr", nsmap={"w": _WORD})
    fonts = etree.SubElement(look, f"{{{_WORD}}}rFonts")
    for name, font in (("ascii", "Cambria Math"), ("hAnsi", "Cambria Math"), ("eastAsia", "宋体")):
        fonts.set(f"{{{_WORD}}}{name}", font)
    content = _node("t")
    content.text = text
    run.append(content)
    return run
