"""How Sphinx builds this documentation; it needs no network and no running site."""

import importlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from wenfang.kernel.errors import WenfangError

# The API's framework asks for settings when it is imported; here any will do.
settings.configure()

project = "Wenfang 文坊"
author = "The Wenfang maintainers"
copyright = "the Wenfang maintainers, Apache-2.0"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Wenfang 文坊"
html_show_sphinx = False

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "src" / "wenfang"


def error_classes(base: type[WenfangError] = WenfangError) -> Iterator[type[WenfangError]]:
    """The whole tree of errors, as far as its modules have been imported."""
    yield base
    for child in base.__subclasses__():
        yield from error_classes(child)


def row_of(one: type[WenfangError]) -> str:
    cells = (f"`{one.code}`", one.http_status, one.exit_code, one.message_en, one.message_zh)
    return f"| {' | '.join(map(str, cells))} |"


def write_errors(path: Path) -> None:
    """Write the page of errors from the classes themselves, so that it cannot be out of date."""
    for module in sorted(PACKAGE.rglob("errors.py")):
        importlib.import_module(".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts))
    # A class without a message of its own only groups others.
    rows = {row_of(one) for one in error_classes() if "message_en" in vars(one)}
    head = "# Errors\n\n| Code | HTTP | Exit | English | 中文 |\n|---|---|---|---|---|\n"
    path.write_text(head + "\n".join(sorted(rows)) + "\n", encoding="utf-8")


write_errors(HERE / "reference" / "errors.md")
