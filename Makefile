# Every target sets up what it needs. Anything with a decision in it is a Python command with a test.
UV_VERSION := 0.13.9
PORT ?= 8000
FUZZ ?= 20000
PYTHON ?= python3
RUN := .venv/bin/python
export UV_PROJECT_ENVIRONMENT := .venv

.PHONY: serve test fuzz shots check build bench deploy clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1  /p' Makefile

serve: .venv/ready ## site, widget and functions on http://127.0.0.1:8000/ (PORT=)
	@$(RUN) -m functions.devserver --port $(PORT)

test: .venv/ready ## the whole suite
	@$(RUN) -m tools.browser && $(RUN) -m tools.nginx && $(RUN) -m tools.front
	$(RUN) -m pytest

fuzz: .venv/ready ## new messages for the recogniser of the browser and Python's, FUZZ= of each sort
	@$(RUN) -m tools.front
	FUZZ=$(FUZZ) $(RUN) -m pytest tests/clues/test_twin.py

shots: .venv/ready ## pictures of every page and state into build/shots, with an index.html to look through
	@$(RUN) -m tools.browser && $(RUN) -m tools.front
	$(RUN) -m tools.shots

check: .venv/ready ## format, lint, types, layers, cities, traditional Chinese
	@$(RUN) -m tools.front
	$(RUN) -m tools.check

build: .venv/ready ## the static site into build/site
	@$(RUN) -m tools.front
	$(RUN) -m antifraud build

bench: .venv/ready ## speed as ratios against named baselines, and what Lighthouse says of the pages
	@$(RUN) -m tools.browser
	$(RUN) -m bench

deploy: .venv/ready ## one city to AWS: make deploy CITY=hangzhou (docs/deploying.md)
	@test -n "$(CITY)" || { echo "Say which city: make deploy CITY=hangzhou"; exit 1; }
	@$(RUN) -m antifraud deploy $(CITY)

.venv/ready: pyproject.toml uv.lock Makefile
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or later is needed: install python3"; exit 1; }
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv || { echo "Python cannot make virtual environments: install python3-venv"; exit 1; }
	@test -x .venv/bin/uv || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@.venv/bin/uv sync --quiet --locked --inexact
	@touch $@

clean: ## forget what was built; keeps the data of make serve
	rm -rf build .venv widget/node_modules bench/npm/node_modules
