"""Keep this host's search index up to the database until told to stop."""

import argparse
import logging
import signal
import threading

from django.db import DatabaseError, close_old_connections

from wenfang.catalogue.search.catch_up import Follower
from wenfang.catalogue.search.engine import engine
from wenfang.queue.beats import beat
from wenfang.queue.parts import INDEX

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--interval", type=float, default=0.3, help="seconds between two looks")
    parser.add_argument("--once", action="store_true", help="catch up, then end")


def run(args: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    follower = Follower(engine(), tick=_alive)
    while not stop.is_set():
        _alive()
        done = _step(follower)
        if args.once and done == 0:
            break
        if not done:
            stop.wait(args.interval)
    engine().close()
    return 0


def _alive() -> None:
    beat(INDEX)


def _step(follower: Follower) -> int:
    """One look; what goes wrong is logged and tried again at the next."""
    close_old_connections()
    try:
        return follower.step()
    except (DatabaseError, OSError, ValueError, RuntimeError):
        log.exception("the search index could not be brought up to date")
        return 0
