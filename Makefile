# The commands a person types and CI runs. Each works on a fresh clone: what it needs is set up first, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTHON_READY := $(VENV)/.ready
DOCS_READY := $(VENV)/.docs-ready
NODE_READY := node_modules/.ready
EXAMPLES_READY := examples/streaming/build/stream.m3u8
JUKEBOX := examples/jukebox/vite.config.mjs $(wildcard examples/jukebox/src/*)

# What was compiled once is there for the processes that tests and benchmarks start.
unexport PYTHONDONTWRITEBYTECODE

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup system demo test test-all coverage lint docs wpt wpt-upstream bench fuzz firefox clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: system $(PYTHON_READY) $(NODE_READY) $(EXAMPLES_READY) ## install all that a developer needs: system, Python and npm packages
	@echo "==> set up: $$($(BIN)/python --version), node $$(node --version)"

show = echo "==> $(1)" && $(BIN)/$(1)

demo: $(PYTHON_READY) ## run example pages, print what happens to their audio sessions, and record what is heard
	@$(call show,audio-shim run examples/player/index.html)
	@$(call show,audio-shim run examples/podcast/index.html --scenario examples/podcast/navigation.toml \
	  --report out/podcast.html --record out/podcast.wav)
	@$(call show,audio-shim run examples/video_call/index.html --scenario examples/video_call/phone_call.py \
	  --report out/video_call.html --record out/video_call.wav)
	@echo "==> to look at and to listen to: out/podcast.html, out/video_call.html"

# A file at a time for each worker: what a file sets up once, such as a browser, is set up by one of them. There is a worker
# more than processors, for tests wait for processes that they start and for pages that go by the time of the system.
WORKERS ?= $(shell echo $$(($(shell nproc) + 1)))
pytest = $(1) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: setup ## run the tests on our own engine
	@echo "==> pytest --no-browsers"
	@$(call pytest,$(BIN)/python) --no-browsers

test-all: setup ## run all tests, on Chromium and Firefox too, as CI does
	@echo "==> pytest"
	@$(call pytest,$(BIN)/python)

coverage: setup ## run the tests and list the lines of shim that no process of theirs ran
	@$(BIN)/coverage erase
	@echo "==> coverage run -m pytest"
	@PYTHONPATH="$(CURDIR)" $(call pytest,$(BIN)/coverage run)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

lint: $(PYTHON_READY) $(NODE_READY) ## check style, formatting, types and what may be committed
	@echo "==> ruff check"
	@$(BIN)/ruff check .
	@echo "==> ruff format --check"
	@$(BIN)/ruff format --check .
	@echo "==> mypy"
	@$(BIN)/mypy
	@echo "==> biome ci"
	@node_modules/.bin/biome ci --error-on-warnings
	@echo "==> types of JavaScript"
	@$(BIN)/python scripts/check_javascript.py
	@echo "==> references of JavaScript"
	@$(BIN)/python scripts/check_own_references.py
	@echo "==> committed files"
	@$(BIN)/python scripts/check_committed_files.py

docs: $(DOCS_READY) ## build the documentation into build/site; a broken link or a warning fails
	@echo "==> mkdocs build --strict"
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

wpt: $(PYTHON_READY) $(NODE_READY) ## run wpt_tests on all products that are installed, side by side
	@echo "==> audio-shim wpt run wpt_tests --product installed --expect wpt_tests/expectations.toml"
	@$(BIN)/audio-shim wpt run wpt_tests --product installed --expect wpt_tests/expectations.toml

wpt-upstream: $(PYTHON_READY) $(NODE_READY) ## compare with jsdom on a WPT checkout, WPT=DIR, and write docs/wpt-upstream.md; FOLDERS="dom url" for some; RESULTS=DIR goes on where it ended
	@test -n "$(WPT)" || { echo "make wpt-upstream WPT=DIR needs a checkout of the web platform tests"; exit 2; }
	@echo "==> python -m conformance.upstream $(WPT) $(FOLDERS)"
	@$(BIN)/python -m conformance.upstream "$(WPT)" $(if $(RESULTS),--results "$(RESULTS)") $(FOLDERS)

bench: $(PYTHON_READY) $(NODE_READY) ## measure against happy-dom, jsdom and the bare engine
	@echo "==> benchmarks (a few minutes; see benchmarks/README.md)"
	@$(BIN)/python -m benchmarks

fuzz: $(PYTHON_READY) ## play random hostile input for SECONDS=60; SEED=N begins at case N, else it goes on where it ended
	@echo "==> python -m fuzz (see fuzz/README.md)"
	@$(BIN)/python -m fuzz --seconds $(or $(filter-out 0,$(SECONDS)),60) $(if $(SEED),--seed $(SEED))

firefox: $(PYTHON_READY) ## compare with Firefox's own audio session and write docs/conformance.md
	@scripts/install_system_packages firefox-esr pulseaudio
	@echo "==> python -m conformance (about 4 minutes)"
	@$(BIN)/python -m conformance

clean: ## remove what setup, builds and tests left behind
	@echo "==> removing $(VENV), node_modules, caches and build output"
	@rm -rf $(VENV) node_modules examples/*/build dist build out .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

system:
	@scripts/install_system_packages

$(PYTHON_READY): pyproject.toml
	@echo "==> Python packages into $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed, $(PYTHON) is {sys.version.split()[0]}: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,chromium,playwright]'
	@touch $@

$(DOCS_READY): $(PYTHON_READY)
	@echo "==> packages for the documentation into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@

$(NODE_READY): package.json package-lock.json .npmrc | system
	@echo "==> npm packages into node_modules"
	@npm ci --loglevel=error
	@touch $@

$(EXAMPLES_READY): scripts/build_examples.py $(JUKEBOX) $(PYTHON_READY) $(NODE_READY)
	@echo "==> python scripts/build_examples.py"
	@$(BIN)/python scripts/build_examples.py
