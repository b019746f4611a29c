"""Look after the search index: rebuild it, or search from the command line."""

import argparse

from wenfang.catalogue.search.catch_up import Follower
from wenfang.catalogue.search.engine import engine
from wenfang.catalogue.search.find import search_listings
from wenfang.cli.house.voice import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("rebuild", help="index everything that is on sale anew")
    find = actions.add_parser("find", help="show what a search finds")
    find.add_argument("words")


def run(args: argparse.Namespace) -> int:
    if args.action == "rebuild":
        count = Follower(engine()).rebuild()
        say(f"{count} documents indexed", f"已索引 {count} 份文档")
        return 0
    found = search_listings(args.words)
    say(f"{found.total} found", f"找到 {found.total} 份文档")
    for item in found.items:
        print(f"{item.pk}  {item.document.title}")
    return 0
