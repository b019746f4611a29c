"""What identifies one sandbox: its RSA key, the secret that the site shows, and its merchant."""

import base64
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

Kind = Literal["notice", "answer"]


@dataclass(frozen=True, slots=True)
class Identity:
    """The sandbox as the site knows it."""

    key: rsa.RSAPrivateKey
    secret: str
    merchant: str

    def sign(self, kind: Kind, timestamp: str, nonce: str, body: bytes) -> str:
        """RSA-SHA256 over kind, time, nonce and body, one per line; in base64."""
        message = f"{kind}\n{timestamp}\n{nonce}\n".encode() + body + b"\n"
        signature = self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        return base64.b64encode(signature).decode("ascii")


def identity_of(folder: Path) -> Identity:
    """The identity kept in ``folder``, made at first use."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = _kept(folder / "api-secret", lambda: secrets.token_urlsafe(32).encode())
    merchant = _kept(folder / "merchant", lambda: f"sandbox-{secrets.token_hex(6)}".encode())
    key = load_pem_private_key(_kept(folder / "private.pem", _new_key), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("private.pem holds no RSA key")
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    # Last, because the site takes this file as the sign that the folder is complete.
    _kept(folder / "public.pem", lambda: public)
    return Identity(key, secret.decode(), merchant.decode())


def _new_key() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's bytes; made whole or not at all, readable by the owner only."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(make())
        fresh.replace(path)
    return path.read_bytes()
