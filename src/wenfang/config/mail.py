"""How mail leaves the site: a folder in demo mode, SMTP from one URL otherwise."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from wenfang.config.environ import read


def mail_settings(mode: str, data: Path) -> dict[str, Any]:
    """Django's EMAIL_* settings; site mode without an address gets a back end that refuses."""
    sender = read("WENFANG_EMAIL_FROM") or "wenfang@localhost"
    base = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}
    url = read("WENFANG_EMAIL_URL")
    if not url:
        backend = "filebased" if mode == "demo" else "dummy"
        return base | {
            "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
            "EMAIL_FILE_PATH": str(data / "mail"),
            "WENFANG_MAIL_READY": mode == "demo",
            "WENFANG_MAIL_SCHEME": "",
        }
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return base | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 587,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls", ["0"])[0] == "1",
        "EMAIL_USE_SSL": query.get("ssl", ["0"])[0] == "1",
        "EMAIL_TIMEOUT": 20,
        "WENFANG_MAIL_READY": True,
        "WENFANG_MAIL_SCHEME": parts.scheme,
    }
