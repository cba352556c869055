# Everything sets itself up: `make demo` and `make test` need Python 3.11 or newer, git and make.
# A particular Python: rm -rf .venv; make test PYTHON=python3.12
.DEFAULT_GOAL := all
.PHONY: all demo test lint bench mutate ooxml hostile fuzz templates samples docs

# Every command starts anew: hundreds of modules compiled each time would be a third of the time of the tests.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile
READY := .venv/.ready
READY_DEV := .venv/.ready-dev

# A checkout that was moved or copied with its .venv sets it up anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(shell rm -f $(READY))
endif

all: lint test

demo: $(READY)
	@$(BIN)/lkjip demo

test: $(READY_DEV)
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup

lint: $(READY_DEV)
	$(BIN)/python -m ruff check
	$(BIN)/python -m mypy lkjip_xl tests $(wildcard tools/*.py)
	$(BIN)/lint-imports

bench: $(READY_DEV)
	$(BIN)/python tools/bench.py

mutate: $(READY_DEV)
	$(BIN)/python tools/mutate.py --count 3000 --seed 1 --soffice 100 --out docs/mutasi.md

# The Open XML SDK's validator, compiled for node: needs node and npm, and minutes.
ooxml: $(READY_DEV)
	npm install --no-audit --no-fund --prefix .venv/ooxml @ooxml-tools/validate@0.4.6
	LKJIP_OOXML=$(CURDIR)/.venv/ooxml $(BIN)/python -m pytest -q tests/test_annotate.py -k open_xml

hostile: $(READY_DEV)
	$(BIN)/python tools/hostile.py

fuzz: $(READY_DEV)
	$(BIN)/python tools/fuzz.py --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) --keep

samples: $(READY)
	$(BIN)/python tools/build_samples.py

templates: $(READY)
	$(BIN)/python tools/build_templates.py

docs: $(READY)
	$(BIN)/python tools/gen_docs.py

# The package itself is installed as a link to this checkout, with the locked hatchling: nothing unlocked is fetched.
$(READY): requirements.lock requirements-dev.lock pyproject.toml
	@set -e; if [ -e $@ ] && $(BIN)/python -c 1 2>/dev/null; then exit 0; fi; python=; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python); do \
	  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Tidak ada Python 3.11 atau lebih baru (dengan modul venv). Pasang dahulu, misalnya: apt install python3 python3-venv" >&2; \
	  echo "No Python 3.11 or newer (with the venv module) was found. Name one with: make PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi; \
	echo "Menyiapkan .venv dengan $$("$$python" --version) (sekali saja, sekitar satu menit) ..." >&2; \
	"$$python" -m venv --clear .venv
	@$(PIP) -r requirements.lock -c requirements-dev.lock hatchling editables
	@$(PIP) --no-deps --no-build-isolation -e .
	@echo "$(CURDIR)" > $@

$(READY_DEV): $(READY)
	@$(PIP) -r requirements.lock -r requirements-dev.lock
	@touch $@
