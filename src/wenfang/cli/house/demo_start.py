"""The first start of a demo: its library, and accounts with passwords shown once."""

import secrets
from pathlib import Path

from wenfang.accounts.actions.set_password import set_password
from wenfang.accounts.queries import user_with_email
from wenfang.cli.demo.library import accounts
from wenfang.cli.demo.load import load
from wenfang.cli.house.voice import say, told
from wenfang.kernel.errors import WenfangError


def load_once(data: Path) -> dict[str, str]:
    """Load the demo library unless it was; returns the new passwords by e-mail address.

    An interrupted first start goes on at the next one, and only then are passwords made.
    """
    if (data / "demo-loaded").exists():
        return {}
    say("Loading the demo library ...", "正在装入演示文库……")
    try:
        load(lambda line: say(f"  {line}", f"  {line}"))
    except WenfangError as error:
        # A site without its demo is still a site; the next start tries again.
        say(f"  not loaded: {error.message('en')}", f"  未能装入：{error.message('zh')}")
    passwords = {account.email: secrets.token_urlsafe(9) for account in accounts() if account.shown}
    for email, password in passwords.items():
        if user := user_with_email(email):
            set_password(user=user, password=password)
    return passwords


def account_lines(passwords: dict[str, str]) -> list[str]:
    """What to print about the demo's accounts; a password only when it was made just now."""
    shown = [account for account in accounts() if account.shown]
    lines = [
        f"  {account.handle:<9} {account.email:<30} {passwords.get(account.email, '')}".rstrip()
        for account in shown
    ]
    if passwords:
        note = told(
            "Passwords are shown this once. To make a new one:", "密码只显示这一次。重新设置密码："
        )
    else:
        note = told(
            "Passwords were shown at the first start. To make a new one:",
            "密码已在首次启动时显示。重新设置密码：",
        )
    return [*lines, f"  {note} .venv/bin/wenfang user password --email ADDRESS"]
