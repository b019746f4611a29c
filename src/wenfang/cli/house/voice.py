"""Speaking to the person at the terminal, in the language of the terminal."""

from wenfang.kernel.terminal import speaks_chinese


def told(en: str, zh: str) -> str:
    return zh if speaks_chinese() else en


def say(en: str, zh: str) -> None:
    """Print one line at once, so that a log shows how far a start has come."""
    print(told(en, zh), flush=True)
