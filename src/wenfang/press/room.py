"""One sandbox that serves one document: files handed in and out, questions and checked answers."""

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from wenfang.kernel.workroom import private_folder
from wenfang.press import endings
from wenfang.press.answers import Conversation
from wenfang.press.deadline import Deadline
from wenfang.press.errors import DamagedFileError, OurFaultError
from wenfang.press.folders import PREFIX, copy_untrusted, read_untrusted, step_folder, work_root
from wenfang.press.model import Limits
from wenfang.press.sandbox import Program, start_inside

# Illegal instruction, trap, segmentation fault: what a file does to a reader that it breaks, be it
# by its structure or by memory that there is not. Whatever a reader trips over, the file did it.
CRASHED = (132, 133, 139)


def unheard(untrusted_item: dict[str, Any]) -> None:
    """Let what is said before the verdict go unheard."""


class Room:
    """A sandboxed program that waits for requests about the one document that it will see.

    What we hand in lies in a folder that the program cannot change, so that we never write where
    hostile code has written; what it makes lies in another one, from which files are only copied.
    """

    def __init__(
        self,
        program: Program,
        *,
        limits: Limits,
        furnish: Callable[[Path], None] = lambda folder: None,
    ) -> None:
        self.limits = limits
        self._ending = contextlib.ExitStack()
        try:
            folder = self._ending.enter_context(private_folder(work_root(), PREFIX))
            self._inbox = step_folder(folder, "in")
            self._outbox = step_folder(folder, "out")
            furnish(self._outbox)
            self._child = start_inside(program, self._outbox, inbox=self._inbox, limits=limits)
            self._ending.callback(self._child.end)
        except BaseException:
            self._ending.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether its program still runs."""
        return self._child.is_running

    def close(self) -> None:
        """Kill the program and remove everything that belonged to it."""
        self._ending.close()

    def hand_in(self, file: Path, name: str) -> None:
        """Give the program a file to read."""
        shutil.copyfile(file, self._inbox / name)

    def take_out(self, name: str, target: Path, limit: int) -> None:
        """Copy what the program made to a place of our own; it appears there whole or not."""
        copy_untrusted(self._outbox, name, target, limit)

    def read_out(self, name: str, limit: int) -> bytes:
        """The bytes of something small that the program made, which is then gone."""
        content = read_untrusted(self._outbox, name, limit)
        (self._outbox / name).unlink(missing_ok=True)
        return content

    def ask(
        self,
        request: dict[str, Any],
        deadline: Deadline,
        on_item: Callable[[dict[str, Any]], None] = unheard,
    ) -> dict[str, Any]:
        """Ask for one thing and return the verdict, whose values are yet to be checked.

        Raises the PressError that the program names, DamagedFileError when the file broke it,
        KilledError when somebody killed it.
        """
        conversation = Conversation(on_item)
        self._child.say(json.dumps(request).encode() + b"\n")
        if self._child.listen(conversation.hear, deadline):
            return conversation.verdict()
        outcome = self._child.outcome(deadline)
        if fault := endings.fault_outside(outcome.returncode):
            raise fault
        if outcome.returncode in CRASHED:
            raise DamagedFileError
        raise OurFaultError(f"no verdict; exit {outcome.returncode}: {outcome.untrusted_stderr}")
