#!/usr/bin/env bash
# Format Python, and mend what its linter can mend by itself.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff check --fix --quiet . || true
.venv/bin/ruff format --quiet .
.venv/bin/ruff check .
