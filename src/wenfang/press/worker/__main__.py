"""Entry point inside the sandbox: reads one request, says lines of JSON, ends with a verdict."""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

from wenfang.press.errors import DamagedFileError, OurFaultError, PressError, TooLargeError

STEPS = {"inspect": "wenfang.press.worker.inspect", "pages": "wenfang.press.worker.pages"}

Say = Callable[[dict[str, Any]], None]


def _private_output() -> TextIO:
    """Keep standard output for ourselves: what a library prints goes to standard error."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return channel


def main() -> int:
    """Run the step named on the command line."""
    channel = _private_output()

    def say(answer: dict[str, Any]) -> None:
        channel.write(json.dumps(answer, ensure_ascii=True) + "\n")
        channel.flush()

    step = importlib.import_module(STEPS[sys.argv[1]])
    request = json.load(sys.stdin)
    try:
        say({"result": step.run(request, say)})
    except PressError as error:
        say({"error": error.code, "reason": str(getattr(error, "reason", ""))})
    except MemoryError:
        say({"error": TooLargeError.code})
    except ImportError as error:
        say({"error": OurFaultError.code, "reason": str(error)[:500]})
    except Exception as error:  # noqa: BLE001 - whatever a parser trips over, the file is to blame
        say({"error": DamagedFileError.code, "reason": f"{type(error).__name__}: {error}"[:500]})
    return 0


if __name__ == "__main__":
    sys.exit(main())
