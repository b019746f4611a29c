#!/usr/bin/env bash
# Format, and mend what the linters can mend by themselves.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check --fix --quiet . || true
.venv/bin/ruff format --quiet .
.venv/bin/djlint --reformat --quiet src/wenfang || true
.venv/bin/ruff check .
