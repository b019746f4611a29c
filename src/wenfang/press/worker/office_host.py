"""Starts the office inside the sandbox and hands it the one document that it is for.

The office is started at once and told what to convert when that is known, the way a second start
of it tells the first: through a socket in the temporary folder. Where that does not work, the
office is started anew with the document on its command line.

Runs by itself, on the standard library alone, so that it costs next to nothing.
"""

import contextlib
import json
import os
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path

SOCKETS = "OSL_PIPE_*"
STARTING_SECONDS = 20.0
GREETING = b"InternalIPC::SendArguments\0"
DONE = b"InternalIPC::ProcessingDone\0"


def started(command: list[str]) -> "subprocess.Popen[bytes]":
    """What the office prints must not mix with what we say."""
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=2)


def greeted(office: "subprocess.Popen[bytes]") -> socket.socket | None:
    """A connection on which the office waits for arguments; None if it does not offer one."""
    end = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < end and office.poll() is None:
        for address in Path("/tmp").glob(SOCKETS):  # noqa: S108 - the sandbox's own, private one
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.connect(str(address))
                if received(connection, len(GREETING)) == GREETING:
                    return connection
            except OSError:
                pass
            connection.close()
        time.sleep(0.01)
    return None


def received(connection: socket.socket, length: int) -> bytes:
    content = b""
    while len(content) < length and (more := connection.recv(length - len(content))):
        content += more
    return content


def told(connection: socket.socket, arguments: list[str]) -> bool:
    """Tell the office what to do and wait until it has done it."""
    escaped = (each.replace("\\", "\\\\").replace(",", "\\,") for each in arguments)
    message = "InternalIPC::Arguments0" + "".join(f",{each}" for each in escaped)
    try:
        connection.sendall(message.encode() + b"\0")
        return received(connection, len(DONE)) == DONE
    except OSError:
        return False


def most_memory(office: "subprocess.Popen[bytes]") -> int:
    """Bytes that the office took at most, whether it has ended or still waits."""
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{office.pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                most = max(most, int(line.split()[1]))
    return most * 1024


def main() -> None:
    """Start the office, read one request, convert, say how the office ended."""
    command = json.loads(sys.argv[1])
    office = started(command)
    connection = greeted(office)
    request = json.loads(sys.stdin.readline())
    returncode = 0
    if connection is None or office.poll() is not None:
        office.kill()
        returncode = started([*command, *request["arguments"]]).wait()
    elif not told(connection, request["arguments"]):
        returncode = office.wait()
    # Ended by a signal, it is told as a shell tells it.
    told_as = 128 - returncode if returncode < 0 else returncode
    ending = {"returncode": told_as, "memory_bytes": most_memory(office)}
    sys.stdout.write(json.dumps({"result": ending}) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
