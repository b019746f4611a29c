"""What hostile documents would reach if nothing stopped them: a server, and an open office."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from wenfang.press.office import program_folder

# All that Wenfang's own profile forbids.
_PERMISSIVE = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "0"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "false"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "0"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "0"),
    ("Setup/Office", "ooSetupInstCompleted", "true"),
)


class Canary:
    """A server on the loopback that remembers who asked; each file has an address of its own."""

    def __init__(self) -> None:
        self.heard: set[str] = set()
        canary = self

        class Listener(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                canary.heard.add(self.path.strip("/").rpartition(".")[0])
                self.send_error(404)

            do_OPTIONS = do_HEAD = do_PROPFIND = do_GET

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, name: str) -> str:
        """What the file of this name is to ask for; it looks like a picture."""
        return f"http://127.0.0.1:{self.server.server_port}/{name}.png"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def canary() -> Iterator[Canary]:
    listening = Canary()
    try:
        yield listening
    finally:
        listening.close()


def permissive_profile(profile: Path) -> Path:
    """An office profile that allows all that a document asks for."""
    lines = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _PERMISSIVE
    )
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{lines}</oor:items>'
    )
    return profile


def open_office(files: Sequence[Path], out: Path, profile: Path) -> None:
    """Convert to PDF with an office that nothing holds back: no sandbox, all links."""
    run_office(["--convert-to", "pdf", "--outdir", str(out), *map(str, files)], profile)


def run_office(arguments: Sequence[str], profile: Path, *, seconds: float = 240) -> None:
    """Run an office without a sandbox to its end; one that does not end is killed."""
    folder = program_folder()
    assert folder is not None
    command = [str(folder / "soffice"), f"-env:UserInstallation={profile.as_uri()}"]
    process = subprocess.Popen(
        [*command, "--headless", "--norestore", *arguments],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(timeout=seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
