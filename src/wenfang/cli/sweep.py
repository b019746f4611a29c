"""Wake, every two seconds, the jobs of rows that nobody has looked after."""

import argparse
import logging
import signal
import threading
import time

from django.db import DatabaseError, close_old_connections

from wenfang.queue.beats import beat
from wenfang.queue.parts import SWEEP
from wenfang.queue.pruning import prune_finished_jobs
from wenfang.queue.registry import sweeps

EVERY_SECONDS = 2.0
PRUNE_EVERY_SECONDS = 3600.0
log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="sweep one time and end")


def run(args: argparse.Namespace) -> int:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    prune_at = 0.0
    while True:
        beat(SWEEP)
        sweep_all()
        if time.monotonic() >= prune_at:
            prune_at = time.monotonic() + PRUNE_EVERY_SECONDS
            _prune()
        if args.once or stop.wait(EVERY_SECONDS):
            return 0


def _prune() -> None:
    try:
        prune_finished_jobs()
    except DatabaseError:
        log.exception("old jobs could not be forgotten; the next hour tries again")


def sweep_all() -> int:
    """Run every sweep once; a broken one is logged and keeps none of the others from running."""
    woken = 0
    close_old_connections()
    for name, sweep in sweeps().items():
        try:
            woken += sweep()
        except Exception:
            log.exception("sweep %s failed", name)
            close_old_connections()
    return woken
