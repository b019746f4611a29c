"""Secrets of one data folder: made at first use, in files that only the owner reads."""

import os
import secrets
from pathlib import Path


def secret_of(folder: Path, name: str) -> str:
    """The secret ``name`` of this data folder, made when there is none yet.

    Two processes that start together agree: the file is created exclusively and then re-read.
    """
    path = folder / "secrets" / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text(encoding="ascii")
