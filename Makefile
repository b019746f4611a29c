# Every command of the project. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test test-long check fix bench docs setup

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install what is missing, start the whole site, print its address (PORT, WENFANG_DATA)
	@scripts/setup.sh runtime && exec .venv/bin/wenfang run

test: ## Check the code, then run every test that fits in twenty minutes
	@scripts/setup.sh develop && exec scripts/test.sh

test-long: ## Also the tests with long sizes
	@scripts/setup.sh develop && WENFANG_TEST_LONG=1 exec scripts/test.sh

check: ## Lint, types, import contracts, size budgets
	@scripts/setup.sh develop && exec scripts/check.sh

fix: ## Format, and mend what the linters can mend
	@scripts/setup.sh develop && exec scripts/fix.sh

bench: ## Measure the press and write docs/reference/press-results.md (BENCH="--sample 10" for a look)
	@scripts/setup.sh develop && exec .venv/bin/python -m scripts.bench $(BENCH)

docs: ## Build the documentation into docs/_build/html
	@scripts/setup.sh develop && exec .venv/bin/sphinx-build -q -W -b html docs docs/_build/html

setup:
	@scripts/setup.sh develop
