#!/usr/bin/env bash
# The checks, then the quick tests two at a time, then those that start a whole site one by one.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()

part() {
    local name=$1 began=$SECONDS
    shift
    echo "=== $name"
    "$@" || failed+=("$name")
    echo "=== $name took $((SECONDS - began)) s"
}

sizes="not long"
[ -z "${WENFANG_TEST_LONG:-}" ] || sizes="long or not long"

part "make check" scripts/check.sh
part "docs" .venv/bin/sphinx-build -q -W -b html docs docs/_build/html
part "quick tests" .venv/bin/pytest -q -n 2 --dist loadfile -m "not site and ($sizes)" \
    --ignore tests/architecture
part "site tests" .venv/bin/pytest -q -m "site and ($sizes)" --timeout 600

if [ ${#failed[@]} -gt 0 ]; then
    printf 'make test: FAILED: %s\n' "$(IFS=,; echo "${failed[*]}")" >&2
    exit 1
fi
echo "make test: everything passed in $SECONDS s"
