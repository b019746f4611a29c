"""Several people at the same moment, and processes that die in the middle."""

import os
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each act in a thread with a connection of its own; results or errors, in order."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(20)
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        running = [pool.submit(run, act) for act in acts]
        return [one.exception(60) or one.result() for one in running]


def dies_before_statement(number: int, act: Callable[[], object]) -> bool:
    """Run ``act`` in a process that is killed before its n-th statement; False if it had fewer.

    The child has the database to itself: no connection lives through the fork.
    """
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            connections.close_all()
            with connection.execute_wrapper(_killer(number)):
                act()
            status = 0
        finally:
            if status:
                traceback.print_exc()
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def _killer(number: int) -> Callable[..., Any]:
    seen = 0

    def wrapper(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*args)

    return wrapper
