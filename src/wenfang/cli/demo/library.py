"""What the demo library holds: categories, people and documents, read from library.toml."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from wenfang.cli.demo.archive import Seal, seal
from wenfang.cli.demo.article import build_article
from wenfang.cli.demo.book import build_book
from wenfang.cli.demo.decks import build_lesson_deck, build_meeting_deck
from wenfang.cli.demo.exam import build_exam
from wenfang.cli.demo.papers import build_contract, build_lesson, build_report
from wenfang.cli.demo.sheets import build_budget, build_drills
from wenfang.cli.demo.speech import build_speech

_HERE = Path(__file__).parent
_SEALED = {".docx", ".pptx", ".xlsx"}

Builder = Callable[[str], bytes]

BUILDERS: dict[str, Builder] = {
    "article": build_article,
    "book": build_book,
    "budget": build_budget,
    "contract": build_contract,
    "drills": build_drills,
    "exam": build_exam,
    "lesson": build_lesson,
    "lesson-deck": build_lesson_deck,
    "meeting-deck": build_meeting_deck,
    "plain": str.encode,
    "report": build_report,
    "speech": build_speech,
}


@dataclass(frozen=True, slots=True)
class DemoCategory:
    """A shelf of the demo library; parent is the slug of another one or empty."""

    slug: str
    zh: str
    en: str
    parent: str
    position: int


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A person of the demo; roles are names of groups, and everybody else only signs in."""

    handle: str
    email: str
    name: str
    roles: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """A finished file and how it is listed; price_minor in fen, introduction empty: propose one."""

    path: Path
    filename: str
    title: str
    category: str
    author_handle: str
    price_minor: int
    free_pages: int
    introduction: str
    published_days_ago: int
    popularity: int


def categories() -> list[DemoCategory]:
    """Every shelf, parents before their children, in the order in which to show them."""
    return [
        DemoCategory(row["slug"], row["zh"], row["en"], row.get("parent", ""), position)
        for position, row in enumerate(_table("category"), start=1)
    ]


def accounts() -> list[DemoAccount]:
    """Everybody in the demo; those with ``shown`` are printed when the site starts."""
    return [
        DemoAccount(
            row["handle"],
            row["email"],
            row["name"],
            tuple(row.get("roles", ())),
            row.get("shown", False),
        )
        for row in _table("account")
    ]


def build_library(folder: Path) -> list[DemoDocument]:
    """Write every file of the demo library into ``folder``; same bytes on every machine."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_build(row, folder) for row in _table("document")]


def _build(row: dict[str, Any], folder: Path) -> DemoDocument:
    filename: str = row["filename"]
    path = folder / filename
    text = (_HERE / "texts" / row["text"]).read_text(encoding="utf-8")
    data = BUILDERS[row["builder"]](text)
    if path.suffix in _SEALED:
        counts = tuple((name, int(number)) for name, number in row.get("counts", {}).items())
        data = seal(data, Seal(row["title"], row["author"], counts))
    path.write_bytes(data)
    return DemoDocument(
        path=path,
        filename=filename,
        title=row["title"],
        category=row["category"],
        author_handle=row["author"],
        price_minor=row["price"],
        free_pages=row["free_pages"],
        introduction=row.get("introduction", ""),
        published_days_ago=row["days_ago"],
        popularity=row["popularity"],
    )


@cache
def _catalogue() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((_HERE / "library.toml").read_text(encoding="utf-8"))


def _table(name: str) -> list[dict[str, Any]]:
    return _catalogue()[name]
