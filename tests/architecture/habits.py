"""Reading our source for the habits of docs/explanation/architecture.md that no linter knows."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
WRITES = {"save", "create", "update", "bulk_create", "get_or_create", "select_for_update"}
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals"}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lacks_docstring(path: Path) -> bool:
    """Whether the module does not begin with a sentence about what belongs in it."""
    text = ast.get_docstring(parsed(path)) or ""
    return not text.strip().split("\n")[0].rstrip().endswith((".", ":", ";", "?"))


def has_empty_name(path: Path) -> bool:
    """Whether the module or its folder is named after nothing in particular."""
    return bool({path.stem, path.parent.name} & EMPTY_NAMES)


def imported_modules(path: Path) -> Iterator[str]:
    """Full names of what the module imports, anywhere in it."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def foreign_imports(path: Path) -> list[str]:
    """What a kernel module imports besides the standard library and the kernel."""
    return [
        name
        for name in imported_modules(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("wenfang.kernel")
    ]


def uses_signals(path: Path) -> bool:
    return bool(SIGNALS & set(imported_modules(path)))


def transactions(path: Path) -> list[bool]:
    """For each ``transaction.atomic`` in the module, whether it is durable."""
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "transaction.atomic":
            found.append(any(keyword.arg == "durable" for keyword in node.keywords))
        elif isinstance(node, Function) and "transaction.atomic" in map(
            ast.unparse, node.decorator_list
        ):
            found.append(False)
    return found


def forgets_its_transaction(path: Path) -> bool:
    """Whether the module writes rows without asking for its caller's transaction."""
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
    }
    return bool(called & WRITES) and "need_transaction" not in called


def is_action(path: Path) -> bool:
    """Whether the module has a function of its own name that takes keywords only."""
    return any(
        isinstance(node, ast.FunctionDef)
        and node.name == path.stem
        and not (node.args.args or node.args.posonlyargs)
        for node in parsed(path).body
    )


def enqueued_names(path: Path) -> Iterator[str]:
    """Names of the jobs that this module wakes, where they are written out."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "enqueue":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
