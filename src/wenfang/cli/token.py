"""Make bearer tokens for the API."""

import argparse

from wenfang.accounts.actions.create_user import create_user
from wenfang.accounts.actions.make_token import make_token
from wenfang.accounts.queries import user_with_email
from wenfang.cli.house.voice import told


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    create = verbs.add_parser("create", help="make a token, and the user when there is none")
    create.add_argument("--email", required=True)
    create.add_argument("--name", default="command line", help="to recognise the token by")


def run(args: argparse.Namespace) -> int:
    user = user_with_email(args.email) or create_user(email=args.email)
    token = make_token(user=user, name=args.name)
    # The token is the last word, so that a script can take it.
    print(f"{told('Token of', '令牌，属于')} {user.email}: {token}")
    return 0
