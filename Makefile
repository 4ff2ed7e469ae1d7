# The commands of the house. `make` alone tells them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8000
DATA ?= instance/demo
PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --require-hashes
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
VERSION := $(shell sed -n 's/^__version__ = "\(.*\)"$$/\1/p' clearance/__init__.py)
CATALOGUE := clearance/translations/en/LC_MESSAGES/messages
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal \
	--fork-strategy fewest --python-version 3.11 --custom-compile-command "make lock"

.PHONY: help demo test test-quick mutants bench pictures check catalogue lock clean chromium firefox nginx deployment postgis

help: ## Tell what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## Build the demo corridor and serve it on this machine (PORT=8000 DATA=instance/demo)
	CLEARANCE_DATA="$(DATA)" $(BIN)/flask demo
	@echo "Ctrl-C stops the server; the data stay in $(DATA)."
	@CLEARANCE_DATA="$(DATA)" exec $(BIN)/flask serve --host 127.0.0.1 --port "$(PORT)"

test: $(READY_DEV) chromium firefox nginx deployment postgis ## Run every test, browser included, and check what they cover
	@mkdir -p build && rm -f build/.coverage* build/junit.xml
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --cov --cov-report=json --cov-report= \
		--junit-xml=build/junit.xml $(ARGS) 2>&1 | tee build/pytest.txt
	$(BIN)/python -m tests.house.gates build/junit.xml build/coverage.json
	@tail -n 1 build/pytest.txt

test-quick: $(READY_DEV) ## Run what is quick, on SQLite, without browsers, and say what is left out
	$(BIN)/pytest --quick -n auto --dist worksteal $(ARGS)

mutants: $(READY_DEV) ## Put 600 small faults in and see which tests notice (ARGS="--most 40"; may be stopped)
	$(BIN)/python -m tests.mutants $(ARGS)

bench: $(READY_DEV) ## Measure against the budgets and write docs/benchmarks.md (ARGS="strip --quick")
	$(BIN)/python -m tests.bench $(ARGS)

pictures: $(READY_DEV) chromium ## Take docs/screenshots anew from the demo (DATA=instance/demo)
	CLEARANCE_DATA="$(DATA)" $(BIN)/flask demo
	CLEARANCE_DATA="$(DATA)" $(BIN)/python -m tests.browser.pictures

check: $(READY_DEV) ## Lint, layout and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

catalogue: $(READY) ## Gather the texts, update the English catalogue and compile it
	@mkdir -p build $(dir $(CATALOGUE))
	$(BIN)/pybabel -q extract -F babel.cfg -k _l -k lazy_gettext --no-location --sort-output \
		--project=clearance --version=$(VERSION) --msgid-bugs-address=none --input-dirs=. -o build/messages.pot
	@test -f $(CATALOGUE).po || $(BIN)/pybabel -q init -i build/messages.pot -l en -o $(CATALOGUE).po
	$(BIN)/pybabel -q update -i build/messages.pot -l en -o $(CATALOGUE).po --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel -q compile -i $(CATALOGUE).po -o $(CATALOGUE).mo

lock: $(READY_DEV) ## Pin requirements.in and requirements-dev.in with their hashes
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt

clean: ## Remove what the tools made; the data in instance/ stay
	rm -rf $(VENV) build .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	@touch $@

$(READY_DEV): requirements-dev.txt $(READY)
	$(PIP) -r requirements-dev.txt
	@touch $@

chromium:
	@.ci/chromium

firefox:
	@.ci/firefox

nginx:
	@.ci/nginx

deployment:
	@.ci/deployment

postgis:
	@.ci/postgis
