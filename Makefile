# Everything a person does with this tree. `make run` and `make test` set up what they need.
PYTHON ?= python3.11
# Passed to pip, e.g. PIP_ARGS="--extra-index-url https://download.pytorch.org/whl/cpu"
PIP_ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
SAMPLE := resources/samples/haftar-arms.ar.txt
export PYTHON PIP_ARGS

.PHONY: run test check lint types bench setup setup-dev clean

run: setup  ## opens the sample article; with no display, writes its annotated PDF
	@packaging/run.sh $(SAMPLE)

test: setup-dev  ## runs the tests
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest

check: lint types test  ## all that must hold before a commit

lint: setup-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: setup-dev
	$(VENV)/bin/mypy

bench: setup-dev  ## prints the benchmarks' tables
	@for bench in tests/benchmarks/bench_*.py; do echo "== $$bench"; \
	  QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks.$$(basename $$bench .py) || exit 1; done

setup:
	@packaging/setup.sh

setup-dev:
	@packaging/setup.sh dev

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
