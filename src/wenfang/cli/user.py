"""Make users, give them roles, and set new passwords."""

import argparse
import secrets

from wenfang.accounts.actions.create_user import create_user
from wenfang.accounts.actions.set_password import set_password
from wenfang.accounts.errors import UnknownUserError
from wenfang.accounts.models import Role
from wenfang.accounts.queries import user_with_email
from wenfang.cli.house.voice import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    create = verbs.add_parser("create", help="make a user; without --password one is made up")
    create.add_argument("--email", required=True)
    create.add_argument("--role", default=Role.AUTHOR.value, help="author, moderator or operator")
    create.add_argument("--password", default="")
    create.set_defaults(act=_create)
    password = verbs.add_parser("password", help="set a new password and print it")
    password.add_argument("--email", required=True)
    password.add_argument("--password", default="")
    password.set_defaults(act=_set_password)


def run(args: argparse.Namespace) -> int:
    args.act(args)
    return 0


def _create(args: argparse.Namespace) -> None:
    password = args.password or secrets.token_urlsafe(9)
    user = create_user(email=args.email, role=args.role, password=password)
    say(
        f"Made {user.handle} ({user.role}): {user.email}",
        f"已创建 {user.handle}（{user.role}）：{user.email}",
    )
    if not args.password:
        say(f"Password, shown this once: {password}", f"密码（只显示这一次）：{password}")


def _set_password(args: argparse.Namespace) -> None:
    user = user_with_email(args.email)
    if user is None:
        raise UnknownUserError(email=args.email)
    password = args.password or secrets.token_urlsafe(9)
    set_password(user=user, password=password)
    say(f"New password of {user.email}: {password}", f"{user.email} 的新密码：{password}")
