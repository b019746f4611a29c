"""Entry point inside the sandbox: requests come as lines of JSON, each ends with a verdict."""

import importlib
import json
import os
import select
import sys
from collections.abc import Callable
from typing import Any, TextIO

from wenfang.press.errors import DamagedFileError, OurFaultError, PressError, TooLargeError

STEPS = {
    "inspect": "wenfang.press.worker.inspect",
    "cut": "wenfang.press.worker.cut",
    "draw": "wenfang.press.worker.draw",
    "read": "wenfang.press.worker.read",
    "layer": "wenfang.press.worker.layer",
}
# What takes long to load and will be needed.
LOADED_WHILE_IDLE = ("lxml.etree", "olefile", "zipfile", *STEPS.values())

Say = Callable[[dict[str, Any]], None]


def _private_output() -> TextIO:
    """Keep standard output for ourselves: what a library prints goes to standard error."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def _load_while_idle() -> None:
    """Load what later requests need as long as nobody waits for an answer."""
    for name in LOADED_WHILE_IDLE:
        if select.select([0], [], [], 0)[0]:
            return
        importlib.import_module(name)


def _answer(request: dict[str, Any], say: Say) -> None:
    try:
        step = importlib.import_module(STEPS[request["do"]])
        say({"result": step.run(request, say)})
    except PressError as error:
        say({"error": error.code, "reason": str(getattr(error, "reason", ""))})
    except MemoryError:
        say({"error": TooLargeError.code})
    except ImportError as error:
        say({"error": OurFaultError.code, "reason": str(error)[:500]})
    except Exception as error:  # noqa: BLE001 - whatever a parser trips over, the file is to blame
        say({"error": DamagedFileError.code, "reason": f"{type(error).__name__}: {error}"[:500]})


def main() -> int:
    """Answer requests until there are no more."""
    channel = _private_output()

    def say(answer: dict[str, Any]) -> None:
        channel.write(json.dumps(answer, ensure_ascii=True) + "\n")
        channel.flush()

    _load_while_idle()
    # Unbuffered, so that what select sees is all that there is.
    with os.fdopen(0, "rb", buffering=0, closefd=False) as requests:
        while line := requests.readline():
            _answer(json.loads(line), say)
            _load_while_idle()
    return 0


if __name__ == "__main__":
    sys.exit(main())
