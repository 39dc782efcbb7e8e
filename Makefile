# The verbs of this project. Continuous integration calls the same ones. `make help` lists them.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The first Python that fits; override it with `make PYTHON=python3.12 ...`.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$each && break; done)

# Releases that hold for the oldest Python hold for the newer ones too: `make constraints` asks this one.
OLDEST ?= python3.11

.DEFAULT_GOAL := help
.PHONY: help setup fmt lint type test demo docs bench bench-peers fuzz-http chaos soak train evaluate scenarios check schemas dashboards screenshots constraints locks audit sbom pin-images clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

setup: $(READY)  ## make .venv and install everything into it, pinned and by hash (requirements/dev.txt)

$(READY): pyproject.toml requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 was found: install one, or name it: make PYTHON=/path/to/python $(MAKECMDGOALS)" >&2; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

fmt: $(READY)  ## format the code and mend what the linter can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lint: $(READY)  ## rules and format, names, and which room may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m tests.lint
	$(BIN)/lint-imports --no-cache

type: $(READY)  ## mypy, strict, over everything
	$(BIN)/mypy

test: $(READY)  ## every test that this machine can run
	$(BIN)/pytest

check: lint type test  ## what continuous integration runs

demo: $(READY)  ## a simulated campaign, from posts to signals and a live board, in about a minute (ARGS=--exit: no waiting)
	$(BIN)/listener demo $(ARGS)

docs: $(READY)  ## the pages as a site in build/site; a dead link fails
	$(BIN)/python docs/staging.py build/pages
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -f docs/mkdocs.yaml

bench: $(READY)  ## speeds and memory, as lines of JSON
	$(BIN)/python -m tests.benchmarks

bench-peers: $(READY)  ## a worker beside other stream processors, on a real Kafka; they are installed apart
	test -x .cache/peers/bin/python || $(BIN)/python -m venv .cache/peers
	.cache/peers/bin/python -m pip install --quiet --disable-pip-version-check -r tests/benchmarks/peers/requirements.txt
	$(BIN)/python -m tests.benchmarks.peers .cache/peers/bin/python

fuzz-http: $(READY)  ## the contracts of board and posts API, tried by schemathesis, which is installed apart
	test -x .cache/schemathesis/bin/schemathesis || $(BIN)/python -m venv .cache/schemathesis
	.cache/schemathesis/bin/python -m pip install --quiet --disable-pip-version-check -r tests/schemathesis/requirements.txt
	$(BIN)/python -m tests.schemathesis .cache/schemathesis/bin/schemathesis

chaos: $(READY)  ## faults without end on real brokers, and what must hold all the same (SEED=1 FAULTS=300 BROKERS=1 or 3 MINUTES=inf)
	$(BIN)/python -m tests.chaos.run --seed $(or $(SEED),1) --faults $(or $(FAULTS),300) --brokers $(or $(BROKERS),1) \
		--minutes $(or $(MINUTES),inf)

soak: $(READY)  ## a worker at 80 %, then at 300 % of what it can do, on a real Kafka (SECONDS_EACH=300)
	$(BIN)/python -m tests.benchmarks.soak --seconds $(or $(SECONDS_EACH),300)

scenarios: $(READY)  ## decision quality on simulated audiences; report in .cache/reports
	$(BIN)/python -m tests.scenarios.run
	$(BIN)/python -m tests.scenarios.semireal.run

train: $(READY)  ## fit the shipped weights anew on the data of ../shared/data
	$(BIN)/python -m listener.training.train

evaluate: $(READY)  ## measure the tagger on that data; JSON in .cache/reports
	$(BIN)/python -m listener.training.evaluate --json .cache/reports/evaluation.json

schemas: $(READY)  ## write deploy/asyncapi.yaml, the contract of the topics, anew from models/
	$(BIN)/python -m listener.kafka.asyncapi deploy/asyncapi.yaml

dashboards: $(READY)  ## write deploy/grafana/dashboards anew from their code
	$(BIN)/python deploy/grafana/build.py

screenshots: $(READY)  ## every page of the board, on a desktop, a phone, in the dark, in Norwegian, into .cache/screenshots
	$(BIN)/python -m tests.functional.board.screenshots

constraints:  ## write constraints.txt anew from the newest releases that pyproject.toml allows
	rm -rf build/constraints
	$(OLDEST) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --disable-pip-version-check '.[dev,train,docs]'
	{ echo '# What `make setup` installs, on every Python we support. Made by `make constraints`: do not edit.'; \
	  build/constraints/bin/python -m pip freeze --disable-pip-version-check --all --exclude listener --exclude pip; } > constraints.txt
	rm -rf build
	$(MAKE) locks

LOCKED := '\# Made by `make locks` from constraints.txt: every file of each release, for every Python and machine. Do not edit.'
LOCK := build/locks/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c constraints.txt

locks:  ## write requirements/ anew: what constraints.txt pins, with the hashes of every file
	$(OLDEST) -m venv build/locks
	build/locks/bin/python -m pip install --quiet --disable-pip-version-check uv
	{ echo $(LOCKED); $(LOCK) pyproject.toml; } > requirements/runtime.txt
	{ echo $(LOCKED); $(LOCK) --extra dev --extra train --extra docs pyproject.toml; } > requirements/dev.txt
	{ echo $(LOCKED); echo 'setuptools>=77' | $(LOCK) -; } > requirements/build.txt

audit:  ## ask the database of advisories about every package that we pin
	deploy/supply_chain/audit.sh

sbom: $(READY)  ## a bill of materials (CycloneDX) in .cache/reports, and deploy/supply_chain/LICENCES.md
	mkdir -p .cache/reports
	$(BIN)/python deploy/supply_chain/bill.py .cache/reports/sbom.json deploy/supply_chain/LICENCES.md

pin-images: $(READY)  ## write the digests of others' images behind their versions, in compose.yaml and Dockerfile
	$(BIN)/python deploy/supply_chain/pin.py deploy/compose.yaml deploy/Dockerfile

clean:  ## remove .venv, caches and build products
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
