"""Serve the site's pages and API until told to stop."""

import argparse
import multiprocessing
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from granian.constants import Interfaces
from granian.server import Server

from wenfang.cli.house.ties import die_with_parent

TARGET = "wenfang.config.wsgi:application"
# A running download holds one, and so does an upload that is on its way; slow phones must not take
# the pages' share. One address gets at most 32 for each of the two (edge/crowding.py).
THREADS = 96
WAITING = 256


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Takes none: port and address are settings."""


def run(args: argparse.Namespace) -> int:
    server = Server(
        TARGET,
        address=settings.WENFANG_BIND.strip("[]"),
        port=settings.WENFANG_PORT,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=WAITING,
        websockets=False,
        log_access=False,
        workers_kill_timeout=5,
    )
    server.serve(target_loader=_tied_application)
    return 0


def _tied_application(target: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:
    """Load the WSGI callable inside the worker process, which dies with its server."""
    server = multiprocessing.parent_process()
    if server and server.pid:
        die_with_parent(server.pid)
    module, _, name = target.partition(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    return application
