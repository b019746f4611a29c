"""Cutting text into what is indexed and asked for: words, and single signs in their order."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba

LONGEST_QUERY = 200
MOST_TERMS = 16
LONGEST_WORD = 64
# Stands between paragraphs so that no phrase reaches across; nobody can ask for it.
GAP = "\u241e"

_CJK = (
    "\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_SIGN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+(?:[-_.'’][^\W_{_CJK}]+)*")
_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a result must contain: these signs in a row; as a word if it is one."""

    signs: tuple[str, ...]
    word: str = ""


def normal(text: str) -> str:
    """Full-width letters as plain ones, and no capitals."""
    return unicodedata.normalize("NFKC", text).casefold()


def signs_of(text: str) -> list[str]:
    """Every Chinese character and every word of letters or digits, in order."""
    return [sign[:LONGEST_WORD] for sign in _SIGN.findall(normal(text))]


def words_of(text: str) -> list[str]:
    """Words of at least two characters, long ones also in their parts."""
    found: list[str] = []
    for run in _RUN.findall(normal(text)):
        if _is_chinese(run):
            found += [word for word in rjieba.cut_for_search(run) if len(word) > 1]
        else:
            found += [part[:LONGEST_WORD] for part in _SIGN.findall(run)]
    return found


def terms_of(query: str) -> list[Term]:
    """What a query asks for: every term has to be there. A quoted phrase is one term."""
    text = normal(query[:LONGEST_QUERY])
    terms = [Term(tuple(signs_of(phrase))) for phrase in _QUOTED.findall(text)]
    for run in _RUN.findall(_QUOTED.sub(" ", text)):
        terms += _terms_of_run(run)
    return [term for term in dict.fromkeys(terms) if term.signs][:MOST_TERMS]


def _terms_of_run(run: str) -> list[Term]:
    if not _is_chinese(run):
        signs = tuple(signs_of(run))
        return [Term(signs, signs[0] if len(signs) == 1 else "")]
    words = rjieba.cut(run)
    return [Term(tuple(word), word if len(word) > 1 else "") for word in words]


def holds(paragraphs: Iterable[str], terms: Iterable[Term]) -> bool:
    """Whether text that the index has not seen yet contains every term."""
    text = f" {f' {GAP} '.join(' '.join(signs_of(part)) for part in paragraphs)} "
    return all(f" {' '.join(term.signs)} " in text for term in terms)


def _is_chinese(run: str) -> bool:
    return re.match(rf"[{_CJK}]", run) is not None
