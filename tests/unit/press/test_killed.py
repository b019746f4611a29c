"""Programs of the press that somebody kills: never the document's fault, whatever it is."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import files
from tests.processes import (
    command,
    descendants,
    is_bubblewrap,
    is_the_host,
    is_the_office,
    is_the_reader,
    kill_each,
    seconds_worked,
)
from tests.site import wait_until
from wenfang.press import (
    DamagedFileError,
    KilledError,
    Limits,
    PressResult,
    endings,
    press_document,
    probe,
)
from wenfang.press.deadline import Deadline
from wenfang.press.endings import fault_outside
from wenfang.press.sandbox import Program, python_program, run_inside

PAGES = 200
# Longer than the office takes to start, shorter than it takes to convert that many pages.
IN_THE_MIDDLE = 0.35
Chosen = Callable[[list[str]], bool]


def while_it_runs(chosen: Chosen, work: Callable[[], object], *, worked: float = 0.0) -> object:
    """Do the work in a thread and kill the chosen processes below us in the middle of it."""
    ended: list[object] = []

    def do() -> None:
        try:
            ended.append(work())
        except Exception as error:  # noqa: BLE001 - the test looks at whatever it was
            ended.append(error)

    def found() -> list[int]:
        if ended:
            raise AssertionError(f"nothing to kill before the end: {ended}")
        below = descendants([os.getpid()])
        return [pid for pid in below if chosen(command(pid)) and seconds_worked(pid) >= worked]

    thread = threading.Thread(target=do)
    thread.start()
    try:
        kill_each(wait_until(found, "a process to kill", seconds=60))
    finally:
        thread.join()
    return ended[0]


@pytest.fixture(scope="module")
def a_long_docx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Once and for all, so that no later kill hits the question whether the machine can isolate.
    assert probe() == []
    path = tmp_path_factory.mktemp("long") / "long.docx"
    path.write_bytes(files.a_docx(["阅览室的长文档。" * 120] * PAGES))
    return path


@pytest.mark.parametrize(
    ("chosen", "worked"),
    [
        (is_bubblewrap, 0.0),
        (is_the_office, 0.0),
        (is_the_host, 0.0),
        (is_the_reader, 0.0),
        (is_the_reader, 0.2),
    ],
)
def test_a_killed_program_is_no_verdict_on_the_document(
    chosen: Chosen, worked: float, a_long_docx: Path, tmp_path: Path
) -> None:
    ended = while_it_runs(
        chosen, lambda: press_document(a_long_docx, tmp_path / "out", last=2), worked=worked
    )

    if isinstance(ended, KilledError):
        assert "终止" in ended.message("zh")
        ended = press_document(a_long_docx, tmp_path / "out", last=2)
    # An office that was killed before it had seen the document is simply started anew.
    assert isinstance(ended, PressResult), getattr(ended, "reason", ended)
    assert ended.pages == PAGES


def test_an_office_killed_over_a_document_is_told_from_one_that_the_document_broke(
    a_long_docx: Path, tmp_path: Path
) -> None:
    ended = while_it_runs(
        is_the_office,
        lambda: press_document(a_long_docx, tmp_path / "out", last=2),
        worked=IN_THE_MIDDLE,
    )

    assert isinstance(ended, KilledError), ended


def test_without_the_guard_the_document_would_be_blamed(
    a_long_docx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endings, "fault_outside", lambda returncode: None)

    ended = while_it_runs(
        is_the_office,
        lambda: press_document(a_long_docx, tmp_path / "out", last=2),
        worked=IN_THE_MIDDLE,
    )

    assert isinstance(ended, DamagedFileError), ended


def ending_of(program: Program, folder: Path) -> int:
    limits = Limits(memory_bytes=512 * 1024 * 1024)
    return run_inside(program, folder, limits=limits, deadline=Deadline(30)).returncode


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "import ctypes; ctypes.string_at(0)",
        "bytearray(2**30)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL); raise SystemExit(1)",
    ],
)
def test_what_a_program_does_to_itself_is_not_taken_for_a_kill(code: str, tmp_path: Path) -> None:
    python = python_program("wenfang.press.worker")
    program = Program([*python.argv[:4], "-c", code], python.readable, python.environment)

    returncode = ending_of(program, tmp_path)

    assert returncode != 0
    assert fault_outside(returncode) is None


def test_a_damaged_file_is_still_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "cut.docx").write_bytes(files.a_truncated_docx())

    with pytest.raises(DamagedFileError):
        press_document(tmp_path / "cut.docx", tmp_path / "out")
