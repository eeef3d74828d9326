# Everything a person types. `make` alone lists it; what is behind setup: scripts/setup.sh.
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Set on some machines; it would make every start compile all modules again.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPATH
unexport PYTHONHOME

BIN := .venv/bin
setup_with = @PYTHON="$(PYTHON)" scripts/setup.sh
headline = @printf '\n== %s\n'

.PHONY: help setup run demo test lint types floors unit pytest docs-check bench soak lock clean

help: ## lists these targets
	@echo "content-engine: make run shows it working, make test checks it."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## makes .venv with everything for work on the project (PYTHON=… picks the interpreter)
	$(setup_with) dev

run: ## sets up, assembles messages for the example customers, then serves HTTP on 127.0.0.1:8000
	$(setup_with) runtime
	@$(BIN)/content-engine demo --serve

demo: ## the same without serving
	$(setup_with) runtime
	@$(BIN)/content-engine demo

test: setup lint types floors pytest ## sets up and runs every check
	$(headline) 'make test: all checks passed (ruff, mypy, import-linter, pytest)'

lint: setup ## style, likely bugs, security, formatting (ruff)
	$(headline) 'ruff check'
	@$(BIN)/ruff check .
	$(headline) 'ruff format --check'
	@$(BIN)/ruff format --check .

types: setup ## types (mypy --strict)
	$(headline) 'mypy --strict content_engine'
	@$(BIN)/mypy --strict content_engine

floors: setup ## which module may import which (import-linter)
	$(headline) 'lint-imports'
	@$(BIN)/lint-imports --no-logo

pytest: setup
	$(headline) 'pytest'
	@$(BIN)/python -m pytest -n auto --dist loadfile

unit: setup ## only the quick tests of the rooms
	@$(BIN)/python -m pytest tests/rooms -q

docs-check: setup ## runs the examples of README.md and docs/
	@$(BIN)/python -m pytest -m docs

bench: setup ## decisions per second, beside a bare endpoint
	@$(BIN)/python benchmarks/decide.py

soak: setup ## the property tests again, with many more examples
	@HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest tests/rooms tests/stories

lock: ## resolves requirements/*.in again (needs uv); ARGS=--upgrade moves versions
	@scripts/lock.sh $(ARGS)

clean: ## removes .venv and every cache; keeps your databases
	@rm -rf .venv .setup.lock .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
