"""List the shelves of the catalogue, add one, or rename one."""

import argparse

from wenfang.catalogue.actions.put_category import put_category
from wenfang.catalogue.models import Category


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="show every shelf")
    put = actions.add_parser("set", help="add a shelf or change the one with this slug")
    put.add_argument("slug")
    put.add_argument("--zh", required=True, help="its Chinese name")
    put.add_argument("--en", required=True, help="its English name")
    put.add_argument("--parent", default="", help="slug of the shelf above it")
    put.add_argument("--position", type=int, default=0, help="place among its neighbours")


def run(args: argparse.Namespace) -> int:
    if args.action == "set":
        _put(args)
    for shelf in Category.objects.select_related("parent"):
        above = f"{shelf.parent.slug} / " if shelf.parent else ""
        print(f"{above}{shelf.slug}\t{shelf.name_zh}\t{shelf.name_en}")
    return 0


def _put(args: argparse.Namespace) -> None:
    put_category(
        slug=args.slug,
        name_zh=args.zh,
        name_en=args.en,
        parent=args.parent,
        position=args.position,
    )
