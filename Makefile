# Two commands matter: `make demo` and `make test`. Each makes the virtual environment it needs, without root.
#
#   make PYTHON=python3.12 …                                      another interpreter (3.11 or later)
#   make TORCH_INDEX=https://download.pytorch.org/whl/cpu …       PyTorch's small CPU build, where pip would take CUDA's

PYTHON ?= python3
VENV ?= .venv
TORCH_INDEX ?=
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt \
       $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

# One thread for each process: a grading process per core is faster than threads that wait for one another.
export OMP_NUM_THREADS := 1

.PHONY: demo test lint style types verify bench clean help

help:
	@sed -n 's/^#//p' Makefile | head -4

demo: $(VENV)/.instructor
	$(BIN)/rectify demo

# Types are checked by one process, and the last assignment is verified by one: beside one another they waste no core.
# Hundreds of processes start in the tests; those that may write no bytecode, such as sandboxes, find it made.
test: style
	@$(BIN)/python -m compileall -q autograder labs quizzes
	$(MAKE) --no-print-directory --jobs=2 types verify
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: style types

style: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy

verify: $(VENV)/.dev
	$(BIN)/rectify verify

bench: $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "rectify needs Python 3.11 or later; name one with: make PYTHON=python3.11 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.instructor: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV): a minute or two, once."
	$(PIP) --editable ".[instructor]"
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV): a minute or two, once."
	$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/.instructor

# What the bench measures this against is installed for it alone.
$(VENV)/.bench: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable ".[dev,bench]"
	@touch $@ $(VENV)/.dev $(VENV)/.instructor

clean:
	rm -rf $(VENV) demo-results .mypy_cache .pytest_cache .ruff_cache .hypothesis
