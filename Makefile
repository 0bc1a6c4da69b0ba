# The two commands are `make demo` and `make test`. Everything else here is a part of one of them, or a convenience.
#
# Set-up is three stamps in .venv, one per lock: a warm run finds them newer than the locks and does nothing.
# CREWLEX_PYTHON names another Python to start from: make demo CREWLEX_PYTHON=python3.13

CREWLEX_PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
INSTALL := $(PIP) install --require-hashes --no-build-isolation -r
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

# What is wrong with the Python we would start from: one sentence, or nothing.
ASK_VERSION := import sys; print("" if sys.version_info >= (3, 11) else "%d.%d.%d" % sys.version_info[:3])
OLD = $(shell $(CREWLEX_PYTHON) -c '$(ASK_VERSION)' 2>/dev/null || echo none)
NO_VENV = $(shell $(CREWLEX_PYTHON) -c 'import ensurepip, venv' 2>/dev/null || echo none)
NEED := crewlex needs Python 3.11 or newer
PROBLEM = $(or \
  $(if $(filter none,$(OLD)),$(NEED) and found no $(CREWLEX_PYTHON): install python3 and python3-venv and run make again), \
  $(if $(OLD),$(NEED) and $(CREWLEX_PYTHON) is $(OLD): name a newer one with make CREWLEX_PYTHON=python3.12), \
  $(if $(NO_VENV),$(CREWLEX_PYTHON) has no venv module: install the package python3-venv and run make again))

.PHONY: setup setup-dev demo test check lint types arrows format lock up down bench-demo bench-graph bench-impact bench-legality bench-pay

setup: .venv/.core

setup-dev: .venv/.dev

demo: .venv/.core
	@$(BIN)/crewlex demo \
	  $(if $(CARRIER),--carrier '$(CARRIER)') $(if $(MONTH),--month '$(MONTH)') $(if $(filter-out 0,$(SERVE)),--serve)

test: check
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: lint types arrows

lint: .venv/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: .venv/.dev
	@$(BIN)/mypy

arrows: .venv/.dev
	@$(BIN)/lint-imports

format: .venv/.dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

up down: .venv/.core
	@$(BIN)/crewlex $@

bench-demo: .venv/.core
	@$(BIN)/python -m benchmarks.demo

bench-graph: .venv/.dev
	@$(BIN)/python -m benchmarks.graph

bench-impact: .venv/.dev
	@$(BIN)/python -m benchmarks.impact

bench-legality: .venv/.dev
	@$(BIN)/python -m benchmarks.legality

bench-pay: .venv/.dev
	@$(BIN)/python -m benchmarks.pay_engine
	@$(BIN)/python -m benchmarks.pay_case
	@$(BIN)/python -m benchmarks.pay_receipt
	@$(BIN)/python -m benchmarks.pay_run 1000 10000 100000 --processes 2
	@$(BIN)/python -m benchmarks.impact

# Renews every lock to the newest versions that fit. core.txt bounds the others, so a package has one version everywhere.
lock: .venv/.dev
	@$(LOCK) --upgrade --group pyproject.toml:build -o requirements/build.txt
	@$(LOCK) --upgrade pyproject.toml -o requirements/core.txt
	@for extra in dev ml dashboard; do \
	  $(LOCK) --upgrade pyproject.toml --extra $$extra -c requirements/core.txt -o requirements/$$extra.txt || exit 1; \
	done

# A .venv without pip is what an interrupted start leaves: it is made anew.
.venv/.build: requirements/build.txt
	@$(if $(PROBLEM),$(error $(PROBLEM)))
	@test -x $(BIN)/pip || $(CREWLEX_PYTHON) -m venv --clear .venv
	@echo "installing the locked dependencies into .venv (once)"
	@$(INSTALL) requirements/build.txt
	@touch $@

.venv/.core: .venv/.build requirements/core.txt pyproject.toml
	@$(INSTALL) requirements/core.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.core requirements/dev.txt
	@$(INSTALL) requirements/dev.txt
	@touch $@
