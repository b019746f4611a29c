"""Counting what the size budgets limit; each check returns sentences about what is over."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FILE_LINES = 300
TEST_FILE_LINES = 400
FUNCTION_LINES = 40
TEMPLATE_LINES = 120
SCRIPT_LINES = 150

Function = ast.FunctionDef | ast.AsyncFunctionDef


def over_budget(path: Path) -> list[str]:
    """What in this file exceeds its budget, by the kind of file it is."""
    limits = {".html": TEMPLATE_LINES, ".txt": TEMPLATE_LINES, ".js": SCRIPT_LINES}
    limit = limits.get(path.suffix, TEST_FILE_LINES if is_test(path) else FILE_LINES)
    lines = len(path.read_text(encoding="utf-8").splitlines())
    found = [f"{path}: {lines} lines, at most {limit}"] if lines > limit else []
    if path.suffix == ".py":
        found += long_functions(path)
    return found


def long_functions(path: Path) -> list[str]:
    """Functions that are longer than their budget, counted from ``def`` to the last line."""
    found = []
    for function in functions(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            found.append(f"{path}: {function.name}() has {length} lines, at most {FUNCTION_LINES}")
    return found


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def is_test(path: Path) -> bool:
    return "tests" in path.parts


def python_files(*folders: str) -> list[Path]:
    """Our own Python files below these folders; generated migrations are not ours."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def sized_files() -> list[Path]:
    """Every file that has a budget."""
    web = ROOT / "src" / "wenfang"
    templates = [path for kind in ("html", "txt") for path in web.rglob(f"templates/**/*.{kind}")]
    scripts = [path for path in web.rglob("static/**/*.js") if "vendor" not in path.parts]
    shell = [*(ROOT / "scripts").glob("*.sh"), ROOT / ".ci" / "run"]
    return [*python_files("src", "tests", "scripts", "docs"), *templates, *scripts, *shell]
