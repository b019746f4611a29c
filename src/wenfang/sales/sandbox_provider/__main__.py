"""Starts the sandbox: ``python -m wenfang.sales.sandbox_provider --folder … --announce …``."""

import argparse
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from wenfang.sales.sandbox_provider.keys import identity_of
from wenfang.sales.sandbox_provider.notices import Messenger
from wenfang.sales.sandbox_provider.server import Sandbox, SandboxServer
from wenfang.sales.sandbox_provider.store import Store

log = logging.getLogger(__name__)


def serve(folder: Path, announce: Path, port: int = 0) -> None:
    """Answer until SIGTERM; the port is written to ``announce`` once requests are accepted."""
    identity = identity_of(folder)
    store = Store(folder / "store.sqlite3")
    messenger = Messenger(store, identity)
    server = _bound(folder / "port", port, Sandbox(store, identity, messenger))
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: threading.Thread(target=server.shutdown).start())
    threading.excepthook = _die
    messenger.start()
    _write_whole(announce, str(server.server_port))
    log.info("sandbox payments on http://127.0.0.1:%d, no real money", server.server_port)
    server.serve_forever(poll_interval=0.1)
    announce.unlink(missing_ok=True)


def _bound(remembered: Path, port: int, sandbox: Sandbox) -> SandboxServer:
    """Keep the port of the last start while it is free, so that open pay pages stay valid."""
    if port:
        return SandboxServer(port, sandbox)
    try:
        server = SandboxServer(int(remembered.read_text(encoding="ascii")), sandbox)
    except (OSError, ValueError):
        server = SandboxServer(0, sandbox)
    _write_whole(remembered, str(server.server_port))
    return server


def _write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(text, encoding="ascii")
    fresh.replace(path)


def _die(failure: threading.ExceptHookArgs) -> None:
    """A sandbox that no longer tells anybody anything is worse than one that is started again."""
    log.critical("%s failed", failure.thread, exc_info=failure.exc_value)
    os._exit(70)


def main() -> int:
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="keys and books")
    parser.add_argument("--announce", type=Path, required=True, help="file to write the port to")
    parser.add_argument("--port", type=int, default=0, help="0 keeps the last one, or picks")
    args = parser.parse_args()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level="INFO")
    serve(args.folder, args.announce, args.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
