"""Every setting that an operator can give in the environment: name, default, and what it means."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable; ``NAME_FILE`` may point to a file that holds the value."""

    name: str
    default: str
    about: str
    secret: bool = False


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("WENFANG_MODE", "demo", "demo: a local trial. site: for the public."),
        Setting("PORT", "8000", "Port that the web server listens on."),
        Setting("WENFANG_BIND", "127.0.0.1", "Address to listen on; demo accepts only 127.0.0.1."),
        Setting("WENFANG_DATA", "./var", "The one folder with everything the site must keep."),
        Setting("WENFANG_HOSTS", "", "Host names that the site answers to, comma separated."),
        Setting("WENFANG_URL", "", "Public address, such as https://docs.example.org."),
        Setting("WENFANG_TRUSTED_PROXIES", "", "Addresses whose X-Forwarded-* headers count."),
        Setting("WENFANG_SECRET_KEY", "", "Signing key; made per data folder when empty.", True),
        Setting("WENFANG_SANDBOX_PORT", "0", "Port of the sandbox payment server; 0 picks one."),
        Setting("WENFANG_GATEWAYS", "", "Payment providers on offer, comma separated."),
        Setting("WENFANG_REVIEW", "off", "on: a moderator accepts documents before publication."),
        Setting("WENFANG_MAX_UPLOAD_MB", "200", "Largest file that can be uploaded, in MiB."),
        Setting("WENFANG_PRESS_WORKERS", "2", "How many documents are converted at once."),
        Setting("WENFANG_PRESS_SECONDS", "120", "Longest conversion, in seconds."),
        Setting("WENFANG_CLAMD", "", "clamd socket path or host:port; empty: no scan."),
        Setting(
            "WENFANG_EMAIL_URL",
            "",
            "smtp://user:password@host:587?tls=1",
            True,
        ),
        Setting("WENFANG_EMAIL_FROM", "", "Sender address of the site's mail."),
        Setting("WENFANG_LANGUAGE", "zh-hans", "Language of visitors who have not chosen one."),
        Setting("DATABASE_URL", "", "postgres://… ; empty: SQLite in the data folder.", True),
        Setting("WENFANG_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    )
}


class UnknownSettingError(LookupError):
    """Code asked for a setting that is not in the table."""


def read(name: str) -> str:
    """The value from the environment, from the file that ``NAME_FILE`` names, or the default."""
    if name not in SETTINGS:
        raise UnknownSettingError(name)
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, "").strip() or SETTINGS[name].default


def read_list(name: str) -> list[str]:
    return [item.strip() for item in read(name).split(",") if item.strip()]


def read_flag(name: str) -> bool:
    return read(name).lower() in {"1", "on", "true", "yes"}
