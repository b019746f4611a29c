"""The supervisor in a process forked from this one, and its children forked from it.

Forking spares every part the half second that loading Django takes, and lets them share its
memory. What a part does is told by the words of ``wenfang`` in its command.
"""

import gc
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkProcess
from pathlib import Path

from django.db import connections
from supervisor.options import ServerOptions
from supervisor.supervisord import go

from wenfang.cli.__main__ import main
from wenfang.cli.house.ties import die_with_parent
from wenfang.cli.house.titles import show_title

# The word before the command line of a part that is forked rather than executed.
FORKED = "/bin/true"
log = logging.getLogger(__name__)


class ForkingOptions(ServerOptions):  # type: ignore[misc]  # the supervisor is untyped
    """Runs a part as a function of this very program instead of executing a file."""

    def execve(self, filename: str, argv: Sequence[str], env: Mapping[str, str]) -> None:
        """Become the part; the supervisor calls this in the new process, which never returns."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGUSR2, signal.SIG_DFL)
        if argv[0] != FORKED:
            os.execve(filename, list(argv), dict(env))  # noqa: S606 - no shell is wanted
        die_with_parent(self.supervisor_pid)
        os.environ.update(env)
        show_title(f"wenfang {' '.join(argv[1:])}")
        os._exit(_run_part(argv[1:]))


def fork_supervisor(configuration: Path) -> ForkProcess:
    """Start the supervisor; it and all below it die when this process does."""
    connections.close_all()
    gc.collect()
    gc.freeze()
    supervisor = multiprocessing.get_context("fork").Process(
        target=_supervise, args=(configuration, os.getpid())
    )
    supervisor.start()
    return supervisor


def _supervise(configuration: Path, parent: int) -> None:
    # Its own session: Ctrl-C must reach the parent alone, so that parts stop in order, not twice.
    os.setsid()
    die_with_parent(parent)
    show_title("wenfang supervisor")
    options = ForkingOptions()
    options.supervisor_pid = os.getpid()
    options.realize(["-n", "-c", str(configuration)])
    options.first = True
    options.test = False
    go(options)


def _run_part(words: Sequence[str]) -> int:
    try:
        return main(words)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        log.exception("wenfang %s broke", " ".join(words))
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
