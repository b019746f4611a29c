"""Run one of Django's own management commands, for people who know them."""

import argparse

from django.core.management import execute_from_command_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, help="for example: migrate, shell")


def run(args: argparse.Namespace) -> int:
    execute_from_command_line(["wenfang manage", *args.words])
    return 0
