"""The language of the person at the terminal."""

import os


def speaks_chinese() -> bool:
    """Whether the terminal's locale is Chinese; the first variable that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False
