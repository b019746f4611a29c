"""The one wrapper around bubblewrap: what a hostile file can reach when a program opens it."""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wenfang.press import seccomp
from wenfang.press.deadline import Deadline
from wenfang.press.errors import OurFaultError
from wenfang.press.model import MIB, Limits, Problem
from wenfang.press.supervise import Child, Outcome, ignore_line

INSIDE = Path("/job")
INBOX = Path("/in")
NOBODY = "65534"
PACKAGE = Path(__file__).resolve().parents[1]
FONT_FOLDERS = (Path("/etc/fonts"), Path("/var/cache/fontconfig"))
SYSTEM_FOLDERS = ("bin", "lib", "lib32", "lib64", "libx32")
PROGRAM_ENVIRONMENT = {"PATH": "/usr/bin", "LANG": "C.UTF-8", "HOME": str(INSIDE)}
TEMPORARY_BYTES = 512 * MIB
PROCESSES = 256
OPEN_FILES = 512


@dataclass(frozen=True, slots=True)
class Program:
    """A command to be run inside, with the folders and variables that it needs beyond /usr."""

    argv: Sequence[str]
    readable: Sequence[Path] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def python_program(module: str, *arguments: str) -> Program:
    """A module of this package, run by the Python that runs us."""
    return Program(
        argv=[sys.executable, "-s", "-P", "-B", "-m", module, *arguments],
        readable=[Path(sys.base_prefix), Path(sys.prefix), PACKAGE],
        environment={"PYTHONPATH": str(PACKAGE.parent), "OMP_NUM_THREADS": "1"},
    )


def start_inside(
    program: Program, folder: Path, *, limits: Limits, inbox: Path | None = None
) -> Child:
    """Start a program that sees ``folder``, as ``/job``, and nothing else that is writable.

    ``inbox`` is a folder that it may read, as ``/in``, and that we may still write to later.
    Raises OurFaultError when this machine cannot isolate it: nothing ever runs bare.
    """
    problems = probe()
    if problems:
        raise OurFaultError("no sandbox: " + ", ".join(problem.code for problem in problems))
    with seccomp.filter_descriptor() as calls:
        argv = [
            *_bwrap_argv(program, folder, inbox),
            *("--seccomp", str(calls), "--"),
            *_limits_argv(limits),
            *program.argv,
        ]
        return Child(argv, pass_fds=(calls,))


def run_inside(
    program: Program,
    folder: Path,
    *,
    limits: Limits,
    deadline: Deadline,
    on_line: Callable[[bytes], None] = ignore_line,
) -> Outcome:
    """Run a program inside from its start to its end, without telling it anything."""
    child = start_inside(program, folder, limits=limits)
    try:
        child.close_input()
        child.listen(on_line, deadline)
        return child.outcome(deadline)
    finally:
        child.end()


def _bwrap_argv(program: Program, folder: Path, inbox: Path | None) -> list[str]:
    environment = PROGRAM_ENVIRONMENT | dict(program.environment)
    given = () if inbox is None else ("--ro-bind", str(inbox), str(INBOX))
    return [
        *_isolation_argv(),
        *(part for name, value in environment.items() for part in ("--setenv", name, value)),
        *_mounts_argv(program.readable),
        *("--bind", str(folder), str(INSIDE), "--chdir", str(INSIDE)),
        *given,
        *("--remount-ro", "/"),
    ]


def _isolation_argv() -> list[str]:
    """Namespaces, identity and an empty world.

    The program is the first process inside, so that bubblewrap waits for its end itself; what it
    otherwise leaves to the machine's init piles up where that does not collect the dead.

    /proc is read-only: where the site runs as root, whoever could write to /proc/sys would name
    the program that the kernel runs, as root and outside, when something crashes.
    """
    argv = [
        *("bwrap", "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net"),
        *("--unshare-uts", "--unshare-cgroup-try", "--uid", NOBODY, "--gid", NOBODY),
        *("--cap-drop", "ALL", "--new-session", "--die-with-parent", "--as-pid-1", "--clearenv"),
        *("--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev", "--remount-ro", "/dev"),
    ]
    if _bwrap_knows("--disable-userns"):
        argv.append("--disable-userns")
    if _bwrap_knows("--size"):
        argv += ["--size", str(TEMPORARY_BYTES)]
    return [*argv, "--tmpfs", "/tmp"]  # noqa: S108 - the sandbox's own, private one


def _mounts_argv(readable: Sequence[Path]) -> list[str]:
    argv = ["--ro-bind", "/usr", "/usr"]
    for name in SYSTEM_FOLDERS:
        path = Path("/", name)
        if path.is_symlink():
            argv += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            argv += ["--ro-bind", str(path), str(path)]
    for path in (*FONT_FOLDERS, *readable):
        if path.is_dir() and not path.is_relative_to("/usr"):
            argv += ["--ro-bind", str(path), str(path)]
    return argv


def _limits_argv(limits: Limits) -> list[str]:
    """Limits are set by prlimit inside: a preexec function is not safe in a threaded server."""
    seconds = int(limits.time_seconds) + 5
    return [
        "/usr/bin/prlimit",
        f"--as={limits.memory_bytes}",
        f"--cpu={seconds * 2}",
        f"--fsize={limits.pdf_bytes}",
        f"--nofile={OPEN_FILES}",
        f"--nproc={PROCESSES}",
        "--core=0",
        "--",
    ]


@functools.cache
def _bwrap_knows(option: str) -> bool:
    answer = subprocess.run(["bwrap", "--help"], capture_output=True, text=True, check=False)
    if answer.returncode:
        # What is not known is not remembered: a wall left out once would be left out for good.
        raise OurFaultError(f"bwrap --help ended with {answer.returncode}")
    return option in answer.stdout + answer.stderr


_NO_BWRAP = Problem(
    "bubblewrap_missing",
    "bubblewrap is not installed, so no document can be opened safely. "
    "Install it: apt-get install bubblewrap",
    "没有安装 bubblewrap，无法安全地打开文档。请安装：apt-get install bubblewrap",
)
_NO_PRLIMIT = Problem(
    "prlimit_missing",
    "The program prlimit is missing. Install it: apt-get install util-linux",
    "缺少 prlimit 程序。请安装：apt-get install util-linux",
)
_NO_NAMESPACES = Problem(
    "namespaces_blocked",
    "bubblewrap may not create user namespaces here, so documents will not be converted. On "
    "Ubuntu 24.04 and later an AppArmor profile for /usr/bin/bwrap allows it; in a container, "
    "allow unprivileged user namespaces.",
    "系统不允许 bubblewrap 创建用户命名空间，因此不会转换任何文档。Ubuntu 24.04 及更新版本请为 "
    "/usr/bin/bwrap 添加 AppArmor 配置；在容器中请允许非特权用户命名空间。",
)


def probe() -> list[Problem]:
    """What keeps this machine from isolating a program; asked again as long as something does."""
    if _isolates():
        return []
    _isolates.cache_clear()
    if shutil.which("bwrap", path="/usr/bin:/bin") is None:
        return [_NO_BWRAP]
    if not os.access("/usr/bin/prlimit", os.X_OK):
        return [_NO_PRLIMIT]
    return [seccomp.NO_FILTER] if _starts(()) else [_NO_NAMESPACES]


@functools.cache
def _isolates() -> bool:
    if shutil.which("bwrap", path="/usr/bin:/bin") is None or not seccomp.is_known():
        return False
    with seccomp.filter_descriptor() as calls:
        return _starts((calls,))


def _starts(filters: Sequence[int]) -> bool:
    """Whether a harmless program ends well inside, with the filters that are open there."""
    options = [part for number in filters for part in ("--seccomp", str(number))]
    try:
        walls = [*_isolation_argv(), *_mounts_argv(()), *options]
        argv = [*walls, "--", "/usr/bin/prlimit", "--version"]
        answer = subprocess.run(
            argv, capture_output=True, timeout=20, check=False, pass_fds=filters
        )
    except (OSError, subprocess.TimeoutExpired, OurFaultError):
        return False
    return answer.returncode == 0
