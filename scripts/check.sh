#!/usr/bin/env bash
# Everything that can be said about the code without running the site. Runs all, then tells.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=()

part() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed+=("$name")
}

part "ruff check" $bin/ruff check .
part "ruff format" $bin/ruff format --check .
part "mypy" $bin/mypy
part "djlint" $bin/djlint --lint --quiet src/wenfang/web/templates
part "import contracts" $bin/lint-imports --no-logo
part "architecture" $bin/pytest -q -p no:cacheprovider tests/architecture

if [ ${#failed[@]} -gt 0 ]; then
    printf 'make check: failed: %s\n' "$(IFS=,; echo "${failed[*]}")" >&2
    exit 1
fi
echo "make check: all clean"
