"""The system calls that no sandboxed program may make, as the filter that bubblewrap installs.

Whoever takes over a reader can still talk to the kernel, which is one for the whole machine. So
the filter takes away what a reader of documents never asks for: other processes, mounts and new
namespaces, keys, tracing, the young parts of the kernel, and every socket but the local kind.
It is made of the kernel's own instructions, so that nothing has to be installed for it, and a
test compares its numbers with those of libseccomp.
"""

import contextlib
import errno
import functools
import os
import platform
import socket
import struct
from collections.abc import Iterator

from wenfang.press.model import Problem

# A call that is newer than what was judged here does not exist inside, as on an older kernel.
NEWEST_JUDGED = 462

# Each with its number on x86_64 and on the machines that share the generic table.
DENIED: dict[str, tuple[int, int | None]] = {
    # Into other processes, or out of the namespaces that bubblewrap made.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "unshare": (272, 97),
    "setns": (308, 268),
    # What is mounted where; the new calls do the same as the old one in smaller steps.
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "statmount": (457, 457),
    "listmount": (458, 458),
    # Parts of the kernel that are large, young, or often the way up to root.
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "memfd_secret": (447, 447),
    "seccomp": (317, 277),
    "splice": (275, 76),
    "tee": (276, 77),
    "vmsplice": (278, 75),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    "mbind": (237, 235),
    "set_mempolicy": (238, 237),
    "set_mempolicy_home_node": (450, 450),
    "lookup_dcookie": (212, 18),
    "modify_ldt": (154, None),
    "remap_file_pages": (216, 234),
    "map_shadow_stack": (453, 453),
    # The machine itself: no namespace stands between these and it.
    "reboot": (169, 142),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "iopl": (172, None),
    "ioperm": (173, None),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "syslog": (103, 116),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "vhangup": (153, 58),
    # Left over from long ago.
    "create_module": (174, None),
    "query_module": (178, None),
    "get_kernel_syms": (177, None),
    "nfsservctl": (180, 42),
    "uselib": (134, None),
    "ustat": (136, None),
    "sysfs": (139, None),
    "_sysctl": (156, None),
}
# These are judged by an argument, or answer in their own way.
JUDGED: dict[str, tuple[int, int]] = {
    "clone": (56, 220),
    "clone3": (435, 435),
    "ioctl": (16, 29),
    "personality": (135, 92),
    "socket": (41, 198),
    "socketpair": (53, 199),
}

# What the kernel calls the machine (linux/audit.h), and which of the two numbers is its own.
_MACHINES = {
    "x86_64": (0xC000003E, 0),
    "aarch64": (0xC00000B7, 1),
    "riscv64": (0xC00000F3, 1),
    "loongarch64": (0xC0000102, 1),
}
# x86_64 offers a second table of calls with 32-bit pointers, marked by this bit.
_X32 = 0x40000000
# Mounts, control groups, host name, message queues, users, processes, network (linux/sched.h).
_NEW_NAMESPACES = 0x7E020000
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
_ASK_PERSONALITY = 0xFFFFFFFF

# Classic BPF, as in linux/bpf_common.h and linux/seccomp.h.
_LOAD, _JUMP_EQUAL, _JUMP_GREATER, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
_AT_CALL, _AT_MACHINE, _AT_ARGUMENTS = 0, 4, 16
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NO = _ERROR | errno.EPERM
_UNKNOWN = _ERROR | errno.ENOSYS
_NO_FAMILY = _ERROR | errno.EAFNOSUPPORT

NO_FILTER = Problem(
    "seccomp_missing",
    "System calls cannot be filtered here, so documents will not be converted. It takes a kernel "
    "with CONFIG_SECCOMP_FILTER and one of these machines: " + ", ".join(_MACHINES) + ".",
    "这台机器无法过滤系统调用，因此不会转换任何文档。需要内核启用 CONFIG_SECCOMP_FILTER，"
    "并且是以下机型之一：" + "、".join(_MACHINES) + "。",
)


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction; ``then`` and ``otherwise`` are how many instructions to jump over."""
    return struct.pack("=HBBI", code, then, otherwise, value)


def _if(code: int, value: int, answer: int) -> bytes:
    """End with ``answer`` where the comparison holds, go on where it does not."""
    return _step(code, value, 0, 1) + _step(_RETURN, answer)


def _argument(number: int) -> bytes:
    """Load the lower half of an argument: the upper is not part of any value judged here."""
    return _step(_LOAD, _AT_ARGUMENTS + 8 * number)


def _judge(call: int, judgement: bytes) -> bytes:
    """Judge one call by its arguments; others jump over that."""
    return _step(_JUMP_EQUAL, call, 0, len(judgement) // 8) + judgement


@functools.cache
def program(machine: str) -> bytes:
    """The filter for a machine as ``platform.machine()`` calls it; empty where none is known."""
    if machine not in _MACHINES:
        return b""
    mark, own = _MACHINES[machine]
    denied = [number for both in DENIED.values() if (number := both[own]) is not None]
    parts = [
        _step(_LOAD, _AT_MACHINE),
        _step(_JUMP_EQUAL, mark, 1, 0) + _step(_RETURN, _KILL),
        _step(_LOAD, _AT_CALL),
        _if(_JUMP_BITS, _X32, _KILL),
        _if(_JUMP_GREATER, NEWEST_JUDGED, _UNKNOWN),
        *(_if(_JUMP_EQUAL, number, _NO) for number in denied),
        *_judgements({name: both[own] for name, both in JUDGED.items()}),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(parts)


def _judgements(numbers: dict[str, int]) -> Iterator[bytes]:
    allow = _step(_RETURN, _ALLOW)
    # Its flags lie in memory, where no filter sees them; the C library then takes clone.
    yield _if(_JUMP_EQUAL, numbers["clone3"], _UNKNOWN)
    yield _judge(numbers["clone"], _argument(0) + _if(_JUMP_BITS, _NEW_NAMESPACES, _NO) + allow)
    typing = _if(_JUMP_EQUAL, _TIOCSTI, _NO) + _if(_JUMP_EQUAL, _TIOCLINUX, _NO)
    yield _judge(numbers["ioctl"], _argument(1) + typing + allow)
    asking = _if(_JUMP_EQUAL, _ASK_PERSONALITY, _ALLOW) + _step(_RETURN, _NO)
    yield _judge(numbers["personality"], _argument(0) + asking)
    local = _if(_JUMP_EQUAL, socket.AF_UNIX, _ALLOW) + _step(_RETURN, _NO_FAMILY)
    for name in ("socket", "socketpair"):
        yield _judge(numbers[name], _argument(0) + local)


def is_known() -> bool:
    """Whether there is a filter for this machine; whether its kernel takes it shows inside."""
    return bool(program(platform.machine()))


@contextlib.contextmanager
def filter_descriptor() -> Iterator[int]:
    """An open file with the filter, to be handed to one bubblewrap as ``--seccomp``."""
    descriptor = os.memfd_create("seccomp")
    try:
        os.write(descriptor, program(platform.machine()))
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)
