"""What a downloaded file is called, and the headers under which it leaves."""

import re
import unicodedata
from urllib.parse import quote

MAX_NAME_BYTES = 180
# Reserved on some system that a buyer may use, or able to reverse how a name is displayed.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")
_EXTENSION = re.compile(r"[a-z0-9]{1,6}")


def download_name(title: str, format_name: str, original: str) -> str:
    """A file name from the title; the extension is what the content is, else what it was called."""
    stem = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title))
    stem = " ".join(stem.split()).strip(" .")
    if not stem or _RESERVED.match(stem):
        stem = f"document {stem}".strip()
    suffix = original.rpartition(".")[2].lower() if "." in original else ""
    extension = next((e for e in (format_name, suffix) if _EXTENSION.fullmatch(e)), "bin")
    if stem.lower().endswith(f".{extension}"):
        stem = stem[: -len(extension) - 1]
    return f"{_cut(stem)}.{extension}"


def _cut(stem: str) -> str:
    """At most MAX_NAME_BYTES of UTF-8, never half a character."""
    return stem.encode()[:MAX_NAME_BYTES].decode("utf-8", "ignore").rstrip()


def attachment(name: str) -> str:
    """The Content-Disposition of RFC 6266: the true name, and an ASCII one for old clients."""
    stem, _, extension = name.rpartition(".")
    plain = re.sub(r"[^A-Za-z0-9 ._-]+", "_", unicodedata.normalize("NFKD", stem)).strip(" ._")
    fallback = f"{plain}.{extension}" if re.search(r"[A-Za-z0-9]{2}", plain) else None
    return (
        f'attachment; filename="{fallback or f"document.{extension}"}"; '
        f"filename*=UTF-8''{quote(name, safe='')}"
    )


def leaving_headers(name: str) -> dict[str, str]:
    """How an uploaded file leaves, whoever asks for it: to be kept, and never run by a browser."""
    return {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": attachment(name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-store",
    }
