# Fairport. `make` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help install run reset check test test-keycloak lint format lock

PORT ?= 8080
WORKERS ?= 2
BIN := .venv/bin
INSTALLED := .venv/installed
TOOLS := .local/tools
PYTHON ?= $(shell bash .ci/find-python)

##@ Use

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## virtual environment .venv from the lock

$(INSTALLED): requirements.lock
	@bash .ci/need-python "$(PYTHON)"
	"$(PYTHON)" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

run: install ## the whole product on this machine: http://127.0.0.1:8080 (PORT= changes it)
	@exec $(BIN)/python -m shared.local run --port $(PORT)

reset: install ## drop all data of `make run`
	@$(BIN)/python -m shared.local reset

##@ Change

check: lint ## lint and fast tests: before every commit
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile tests/unit tests/architecture tests/http

test: install ## everything, on engines that are started for it, with a browser
	@bash .ci/need-browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

test-keycloak: install ## sign-in at Keycloak 26.7.3, fetched once and kept in .local/keycloak
	@bash .ci/need-browser
	@bash .ci/need-java
	KEYCLOAK=start $(BIN)/python -m pytest -n0 tests/keycloak

lint: install ## ruff, mypy, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: install ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

COMPILE := $(BIN)/uv pip compile pyproject.toml --generate-hashes --python-version 3.11 --no-emit-index-url \
  --no-strip-extras --no-header --no-annotate --quiet

lock: install ## compile the three lock files again: development, images, tools
	$(COMPILE) --group runtime --group local --group dev -o requirements.lock
	$(COMPILE) --group runtime -c requirements.lock -o requirements-runtime.lock
	$(COMPILE) --group tools -c requirements.lock -o requirements-tools.lock

$(TOOLS)/installed: requirements-tools.lock
	@bash .ci/need-python "$(PYTHON)"
	"$(PYTHON)" -m venv --clear $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r $<
	@touch $@
