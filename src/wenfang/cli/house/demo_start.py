"""The first start of a demo: its library, and accounts with passwords shown once."""

import secrets
from pathlib import Path

from wenfang.accounts.actions.set_password import set_password
from wenfang.accounts.queries import user_with_email
from wenfang.cli.house.voice import say, told
from wenfang.kernel.errors import WenfangError


def load_once(data: Path) -> list[str]:
    """Load the demo library unless it was; returns what to print about its accounts.

    An interrupted first start goes on at the next one, and only then are passwords made.
    """
    if (data / "demo-loaded").exists():
        return _known_accounts(data)
    # Imported late: the builders of the demo's files take longer to load than a whole start may.
    from wenfang.cli.demo.library import accounts
    from wenfang.cli.demo.load import load

    say("Loading the demo library ...", "正在装入演示文库……")
    try:
        load(lambda line: say(f"  {line}", f"  {line}"))
    except WenfangError as error:
        # A site without its demo is still a site; the next start tries again.
        say(f"  not loaded: {error.message('en')}", f"  未能装入：{error.message('zh')}")
    shown = [(account.handle, account.email) for account in accounts() if account.shown]
    _accounts_file(data).write_text("\n".join(map(" ".join, shown)), encoding="ascii")
    return _new_accounts(shown)


def _new_accounts(shown: list[tuple[str, str]]) -> list[str]:
    lines = []
    for handle, email in shown:
        if user := user_with_email(email):
            password = secrets.token_urlsafe(9)
            set_password(user=user, password=password)
            lines.append(f"  {handle:<9} {email:<30} {password}")
    return [*lines, _hint("Passwords are shown this once.", "密码只显示这一次。")]


def _known_accounts(data: Path) -> list[str]:
    """The accounts as the first start noted them, without their passwords, which nobody keeps."""
    path = _accounts_file(data)
    rows = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    lines = [f"  {row.partition(' ')[0]:<9} {row.partition(' ')[2]}" for row in rows]
    return [*lines, _hint("Passwords were shown at the first start.", "密码已在首次启动时显示。")]


def _hint(en: str, zh: str) -> str:
    return told(
        f"  {en} To make a new one: .venv/bin/wenfang user password --email ADDRESS",
        f"  {zh}重新设置：.venv/bin/wenfang user password --email 邮箱",
    )


def _accounts_file(data: Path) -> Path:
    return data / "run" / "demo-accounts"
