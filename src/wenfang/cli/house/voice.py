"""Speaking to the person at the terminal, in the language of the terminal."""

import os


def speaks_chinese() -> bool:
    """Whether the terminal's locale is Chinese; the first variable that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


def told(en: str, zh: str) -> str:
    return zh if speaks_chinese() else en


def say(en: str, zh: str) -> None:
    """Print one line at once, so that a log shows how far a start has come."""
    print(told(en, zh), flush=True)
