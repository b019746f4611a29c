"""The processes that one site consists of, by the names under which they give signs of life."""

from django.conf import settings

INDEX = "index"
SWEEP = "sweep"
SANDBOX = "sandbox"


def workers() -> dict[str, str]:
    """Each worker's name and the lanes that it serves, separated by commas.

    Where there are several, one of those that press takes no bulk work: somebody who uploads a
    file never waits for all of another one to be converted before seeing a first page.
    """
    count = settings.WENFANG_PRESS_WORKERS
    press = {f"press-{number}": "press,bulk" for number in range(1, count + 1)}
    if count > 1:
        press["press-1"] = "press"
    return press | {"money": "money", "worker": "default"}


def has_sandbox() -> bool:
    """Whether this site runs the sandbox payment server; only a demo ever does."""
    return settings.WENFANG_MODE == "demo" and SANDBOX in settings.WENFANG_GATEWAYS


def part_names() -> list[str]:
    """Everything besides the web server that must be alive for the site to be well."""
    return [*workers(), INDEX, SWEEP, *([SANDBOX] if has_sandbox() else [])]
