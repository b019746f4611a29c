"""Dispatch of the ``wenfang`` command: one module of this package per subcommand."""

import argparse
import ast
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import wenfang.cli
from wenfang.kernel.errors import WenfangError
from wenfang.kernel.terminal import speaks_chinese


def _commands() -> list[str]:
    """Names of the subcommands: every public module here, without importing any."""
    found = pkgutil.iter_modules(wenfang.cli.__path__)
    return [module.name for module in found if not (module.ispkg or module.name.startswith("_"))]


def _load(name: str) -> ModuleType:
    """Import one command; those that say ``NEEDS_SITE = False`` start without Django."""
    if "NEEDS_SITE = False" not in _source(name):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenfang.config.settings")
        import django

        django.setup()
    return importlib.import_module(f"wenfang.cli.{name}")


def _overview() -> str:
    """What each command is for: the first sentence of its module, read without running it."""
    lines = ["usage: wenfang COMMAND …", ""]
    for name in _commands():
        doc = ast.get_docstring(ast.parse(_source(name))) or ""
        lines.append(f"  {name.replace('_', '-'):<12}{doc.splitlines()[0]}")
    return "\n".join(lines)


def _source(name: str) -> str:
    return Path(wenfang.cli.__path__[0], f"{name}.py").read_text(encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; returns the exit status (0, or the error's own)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help"}:
        print(_overview())
        return 0
    name = words[0].replace("-", "_")
    if name not in _commands():
        print(f"wenfang: there is no command {words[0]!r}\n\n{_overview()}", file=sys.stderr)
        return 2
    parser = _Parser(prog=f"wenfang {words[0]}")
    try:
        module = _load(name)
        module.add_arguments(parser)
        return int(module.run(parser.parse_args(words[1:])) or 0)
    except WenfangError as error:
        print(_told(error), file=sys.stderr)
        return error.exit_code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line in the one shape that every error has."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        told = {"error": {"code": "usage", "message": message}}
        self.exit(2, json.dumps(told, ensure_ascii=False) + "\n")


def _told(error: WenfangError) -> str:
    message = error.message("zh" if speaks_chinese() else "en")
    return json.dumps({"error": {"code": error.code, "message": message}}, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
