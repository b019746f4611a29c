"""What a sandboxed program cannot ask of the kernel, and the same sandbox without its filter."""

import ctypes
import errno
import json
import platform
import sys
from pathlib import Path

import pytest

from wenfang.press import sandbox, seccomp
from wenfang.press.deadline import Deadline
from wenfang.press.model import MIB, Limits
from wenfang.press.supervise import Child

ASK = """
import ctypes, json, mmap, os, socket, sys, threading
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments or (-1,) * 6))
    return ctypes.get_errno()
def opens(family):
    try:
        socket.socket(family, socket.SOCK_DGRAM).close()
        return 0
    except OSError as error:
        return error.errno
def ends(what):
    child = os.fork()
    if not child:
        what()
        os._exit(0)
    return os.waitpid(child, 0)[1]
def old_machine():
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(bytes.fromhex("b814000000cd80c3"))  # getpid, asked for as on a 32-bit machine
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
asked = json.loads(sys.argv[1])
thread = threading.Thread(target=lambda: None)
thread.start()
thread.join()
print(json.dumps({
    "calls": {name: call(number) for name, number in asked["calls"].items()},
    "clone3": call(asked["clone3"], 0, 0),
    "clone": call(asked["clone"], 0x10000000 | 17, 0, 0, 0, 0),
    "terminal": call(asked["ioctl"], 0, (1 << 32) | 0x5412, 0),
    "personality": call(asked["personality"], 0x0040000),
    "asking": call(asked["personality"], 0xFFFFFFFF),
    "newest": call(asked["newest"]),
    "families": {family.name: opens(family) for family in socket.AddressFamily},
    "x32": ends(lambda: call(0x40000000 | 39, 0)) if asked["x86"] else 31,
    "i386": ends(old_machine) if asked["x86"] else 31,
    "ordinary": ends(lambda: None),
}))
"""
# Those that an unprivileged program can use unless something keeps it from that.
USABLE = ("ptrace", "process_vm_readv", "keyctl", "splice", "kcmp", "unshare", "userfaultfd")
SIGSYS = 31


def own(numbers: tuple[int, int | None]) -> int | None:
    return numbers[0 if platform.machine() == "x86_64" else 1]


def question(names: tuple[str, ...]) -> str:
    denied = {name: own(seccomp.DENIED[name]) for name in names}
    judged = {name: own(numbers) for name, numbers in seccomp.JUDGED.items()}
    calls = {name: number for name, number in denied.items() if number is not None}
    newest = {"newest": seccomp.NEWEST_JUDGED + 1, "x86": platform.machine() == "x86_64"}
    return json.dumps({"calls": calls} | judged | newest)


def asker(names: tuple[str, ...]) -> sandbox.Program:
    return sandbox.Program(
        argv=[sys.executable, "-c", ASK, question(names)],
        readable=[Path(sys.base_prefix), Path(sys.prefix)],
    )


def test_a_program_inside_may_not_ask_for_what_readers_never_need(tmp_path: Path) -> None:
    said: list[bytes] = []
    limits = Limits(memory_bytes=1024 * MIB)
    program = asker(tuple(seccomp.DENIED))
    sandbox.run_inside(program, tmp_path, limits=limits, deadline=Deadline(20), on_line=said.append)
    heard = json.loads(said[0])
    assert set(heard["calls"].values()) == {errno.EPERM}, heard["calls"]
    assert heard["clone3"] == heard["newest"] == errno.ENOSYS
    assert heard["clone"] == heard["terminal"] == heard["personality"] == errno.EPERM
    assert heard["asking"] == heard["ordinary"] == 0
    families = heard["families"]
    assert families.pop("AF_UNIX") == 0
    assert families and set(families.values()) == {errno.EAFNOSUPPORT}
    assert heard["x32"] & 0x7F == heard["i386"] & 0x7F == SIGSYS


def test_without_the_filter_the_same_sandbox_lets_them_through(tmp_path: Path) -> None:
    """Negative control: the rest of the sandbox is there, only the filter is not."""
    program = asker(USABLE)
    said: list[bytes] = []
    child = Child([*sandbox._bwrap_argv(program, tmp_path, None), "--", *program.argv])
    try:
        child.listen(said.append, Deadline(20))
    finally:
        child.end()
    heard = json.loads(said[0])
    assert errno.EPERM not in heard["calls"].values(), heard["calls"]
    assert heard["families"]["AF_INET"] == heard["families"]["AF_NETLINK"] == 0
    assert heard["terminal"] == errno.ENOTTY
    assert heard["personality"] == 0


@pytest.mark.parametrize("column", [0, 1], ids=["x86_64", "aarch64"])
def test_the_numbers_are_those_of_libseccomp(column: int) -> None:
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        pytest.skip("libseccomp, which systemd brings along, is not installed")
    number_of = library.seccomp_syscall_resolve_name_arch
    number_of.argtypes = [ctypes.c_uint32, ctypes.c_char_p]
    machine = (0xC000003E, 0xC00000B7)[column]
    compared = 0
    for name, numbers in (seccomp.DENIED | seccomp.JUDGED).items():
        known = number_of(machine, name.encode())
        if known == -1:  # younger than the installed library
            continue
        assert numbers[column] == (known if known >= 0 else None), name
        compared += 1
    assert compared > 60


def test_a_machine_without_a_filter_is_refused() -> None:
    assert seccomp.program("x86_64") and seccomp.program("aarch64")
    assert seccomp.program("s390x") == b""
    assert seccomp.NO_FILTER.zh != seccomp.NO_FILTER.en
