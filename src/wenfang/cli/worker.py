"""Run jobs of the named lanes until told to stop."""

import argparse
import threading

from django.core.management import call_command

from wenfang.documents.standby import keep_standby
from wenfang.queue.beats import beat
from wenfang.queue.registry import job_named, names

BEAT_SECONDS = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lanes", default="*", help="comma separated: press, bulk, money, default")
    parser.add_argument("--interval", type=float, default=0.2, help="seconds between two looks")
    parser.add_argument("--name", default="worker", help="name under which it gives signs of life")


def run(args: argparse.Namespace) -> int:
    # Loaded now, so that no first job waits for it, and an upgrade of the code under a running
    # site cannot mix old and new modules in one process.
    for name in names():
        job_named(name).resolve()
    if "press" in args.lanes.split(","):
        keep_standby()
    threading.Thread(target=_keep_beating, args=(args.name,), daemon=True).start()
    call_command(
        "db_worker",
        queue_name=args.lanes,
        interval=args.interval,
        reload=False,
        startup_delay=False,
        verbosity=1,
    )
    return 0


def _keep_beating(name: str) -> None:
    pause = threading.Event()
    while True:
        beat(name)
        pause.wait(BEAT_SECONDS)
