# Integrationsmonitor. `make` alone lists the targets.
#
# Needs Python 3.11 or newer with venv, and make; `make test` also a browser and PostgreSQL.
# Everything lands in .venv/ and var/. The locks name every package with its hash.

SHELL := /bin/sh
PORT ?= 8501
# More than cores: tests with a browser wait a good part of their time.
WORKERS ?= 3
# Seconds after which the tests are taken to hang; they should need less than half of it.
LIMIT ?= 4200

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
export PYTHONUNBUFFERED := 1
# Every command would translate the whole program anew; a server's first answer waits for that.
unexport PYTHONDONTWRITEBYTECODE

# Debian packages that the tests still need on this machine.
MISSING = $(strip \
  $(if $(shell command -v chromium),,chromium) \
  $(if $(shell ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null || command -v initdb),,postgresql) \
  $(if $(shell ls -d /usr/share/fonts/truetype/dejavu 2>/dev/null || command -v fc-list),,fonts-dejavu-core) \
  $(if $(shell ls /usr/lib/*/libatomic.so.1 /usr/lib64/libatomic.so.1 2>/dev/null),,libatomic1))

.PHONY: help run test test-long bench lint format lock clean test-machine
.DELETE_ON_ERROR:

help:
	@echo "make run        Server starten: http://127.0.0.1:$(PORT) (anderer Anschluss: PORT=8600 make run)"
	@echo "make test       alle Prüfungen, auf zwei Kernen etwa 20 Minuten"
	@echo "make test-long  die langen Prüfungen"
	@echo "make bench      Messungen als Tabelle von Verhältnissen"
	@echo "make lint       nur Stil, Typen und Importgrenzen prüfen"
	@echo "make format     Quelltext formatieren"
	@echo "make lock       Paketlisten mit Prüfsummen erneuern"
	@echo "make clean      .venv und Zwischenspeicher löschen (var/ bleibt)"

run: .venv/.packages
	@$(BIN)/integrationsmonitor migrate
	@$(BIN)/integrationsmonitor demo load --first-start
	@exec $(BIN)/integrationsmonitor serve --port $(PORT)

test: .venv/.test-packages test-machine lint
	timeout --foreground $(LIMIT) $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not long"

test-long: .venv/.test-packages test-machine
	$(BIN)/python -m pytest -m long

bench: .venv/.test-packages test-machine
	$(BIN)/python -m tests.bench

lint: .venv/.test-packages
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.test-packages
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# Browser and PostgreSQL for the tests: installed as root, named otherwise.
test-machine:
	@missing="$(MISSING)"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then \
	  echo "Für die Tests fehlen auf diesem Rechner: $$missing." >&2; \
	  echo "  Abhilfe: sudo apt-get update && sudo apt-get install -y --no-install-recommends $$missing" >&2; \
	  exit 1; \
	fi; \
	echo "Debian-Pakete für die Tests: $$missing"; \
	export DEBIAN_FRONTEND=noninteractive; mkdir -p var; \
	apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing >var/apt.log 2>&1 \
	  || { tail -n 20 var/apt.log >&2; exit 1; }

# The first Python that is new enough and can make environments.
.venv/bin/python:
	@for python in python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    found=$$python; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Python 3.11 oder neuer fehlt (Python 3.11 or newer is needed)." >&2; \
	  echo "  Abhilfe: etwa „apt-get install python3 python3-venv“ auf Debian 12." >&2; exit 1; \
	fi; \
	if ! $$found -c 'import venv, ensurepip' >/dev/null 2>&1; then \
	  echo "$$found kann keine Umgebung anlegen (the venv module is missing)." >&2; \
	  echo "  Abhilfe: etwa „apt-get install python3-venv“ auf Debian." >&2; exit 1; \
	fi; \
	echo "Python-Umgebung .venv mit $$($$found --version)"; \
	$$found -m venv --clear .venv

# Stamps: packages are installed again only when a lock or the project's own metadata changed.
.venv/.packages: requirements.lock pyproject.toml | .venv/bin/python
	@$(call install,requirements.lock)
	@touch $@

.venv/.test-packages: requirements-test.lock pyproject.toml | .venv/bin/python
	@$(call install,requirements-test.lock)
	@touch $@ .venv/.packages

define install
echo "Pakete aus $(1); beim ersten Mal dauert das einige Minuten."; \
$(PIP) install --require-hashes -r $(1) && \
$(PIP) install --no-deps --no-build-isolation -e .
endef

# The locks come from pyproject.toml, for all Pythons and systems at once, by uv in an environment
# of its own that is thrown away. Setuptools is in them because the project is installed with it.
# What is locked stays as it is as long as it fits; `make lock UPGRADE=--upgrade` takes the newest.
LOCK = printf 'setuptools>=77\n' | var/lock/bin/uv pip compile --quiet --universal \
  --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url $(UPGRADE)

lock: | .venv/bin/python
	@rm -rf var/lock && mkdir -p var && $(BIN)/python -m venv var/lock
	@var/lock/bin/python -m pip --disable-pip-version-check --quiet install uv
	$(LOCK) -o requirements.lock pyproject.toml -
	$(LOCK) --extra test -c requirements.lock -o requirements-test.lock pyproject.toml -
	@rm -rf var/lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
