"""Run jobs of the named lanes until told to stop."""

import argparse

from django.core.management import call_command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lanes", default="*", help="comma separated: press, money, default")
    parser.add_argument("--interval", type=float, default=0.2, help="seconds between two looks")


def run(args: argparse.Namespace) -> int:
    call_command(
        "db_worker",
        queue_name=args.lanes,
        interval=args.interval,
        reload=False,
        startup_delay=False,
        verbosity=1,
    )
    return 0
