"""Start the sandbox payment server (demo mode only; no real money)."""

import argparse
import logging
import os
import threading
from pathlib import Path

from wenfang.sales.errors import SandboxRefusedError
from wenfang.sales.sandbox_provider.__main__ import serve

# The sandbox stands for somebody else's company: it knows the site's folder, not its code.
NEEDS_SITE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    data = os.environ.get("WENFANG_DATA", "").strip() or "./var"
    port = os.environ.get("WENFANG_SANDBOX_PORT", "").strip() or "0"
    parser.add_argument("--data", type=Path, default=Path(data), help="the site's data folder")
    parser.add_argument("--port", type=int, default=int(port), help="0 keeps the last one")


def run(args: argparse.Namespace) -> int:
    mode = os.environ.get("WENFANG_MODE", "").strip() or "demo"
    if mode != "demo":
        raise SandboxRefusedError(mode=mode)
    level = os.environ.get("WENFANG_LOG_LEVEL", "").strip() or "INFO"
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=level)
    data = args.data.resolve()
    announce = data / "run" / "sandbox-port"
    threading.Thread(target=_keep_beating, args=(announce,), daemon=True).start()
    serve(data / "sandbox", announce, args.port)
    return 0


def _keep_beating(announce: Path) -> None:
    """Give the sign of life that the site's health looks for, once the port is announced."""
    pause = threading.Event()
    while True:
        if announce.exists():
            announce.with_name("sandbox.beat").touch()
        pause.wait(0.2 if not announce.exists() else 2.0)
