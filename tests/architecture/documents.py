"""Reading the documentation for what tests hold against the code."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.budgets import ROOT

DOCS = ROOT / "docs"
WALKS = ("explanation/a-purchase.md", "explanation/an-upload.md")

_PATH = re.compile(r"`((?:src|tests|scripts|docs|requirements)/[\w./-]+)`")
_SETTING = re.compile(r"^## `(\w+)`\nDefault: (?:`([^`]*)`|empty)\.", re.MULTILINE)
_COMMAND = re.compile(r"^### `wenfang ([\w-]+)`$", re.MULTILINE)
_ROW = re.compile(r"^\| ([\w.-]+) \| \S.*\|$", re.MULTILINE)
REQUIREMENT = re.compile(r"^([a-z][\w.-]*)", re.MULTILINE)
_SYSTEM_PACKAGE = re.compile(r"^(?:\w+='|)([a-z0-9.-]+)\|", re.MULTILINE)


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def dead_paths(text: str, root: Path = ROOT) -> list[str]:
    """Paths between back quotes that lead nowhere."""
    return [name for name in _PATH.findall(text) if not (root / name).exists()]


def paths(text: str) -> list[str]:
    return _PATH.findall(text)


def documented_settings(text: str) -> dict[str, str]:
    """Each documented setting with its documented default."""
    return dict(_SETTING.findall(text))


def documented_commands(text: str) -> set[str]:
    return set(_COMMAND.findall(text))


def documented_packages(text: str) -> set[str]:
    return set(_ROW.findall(text)) - {"Package"}


def required_packages() -> set[str]:
    """What the requirements and the setup script ask for."""
    found: set[str] = set()
    for name in ("runtime.in", "develop.in"):
        found |= set(REQUIREMENT.findall((ROOT / "requirements" / name).read_text("utf-8")))
    listed = (ROOT / "scripts" / "packages.sh").read_text(encoding="utf-8")
    return found | set(_SYSTEM_PACKAGE.findall(listed))


def unused(packages: set[str], source: str) -> set[str]:
    """Those of the packages of which ``source`` names no module."""
    modules: dict[str, set[str]] = {}
    for module, owners in packages_distributions().items():
        for owner in owners:
            modules.setdefault(owner.lower().replace("_", "-"), set()).add(module)
    words = set(re.findall(r"\w+", source))
    return {name for name in packages if not modules.get(name, {name}) & words}
