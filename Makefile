# Fairport. `make` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# Compiled modules are kept whatever the shell says: a run starts some hundred processes of the product.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help install run do reset backup restore check test lint format lock images images-test sbom audit check-compose k8s k8s-apply test-engines test-large test-alerts test-upgrade test-keycloak fuzz bench crowd chaos

PORT ?= 8080
WORKERS ?= $(shell expr $$(nproc) + 1)
# embedded, or real: Kafka and Elasticsearch themselves
ENGINES ?= embedded
ifeq ($(filter embedded real,$(ENGINES)),)
$(error ENGINES=$(ENGINES): choose embedded or real)
endif
BIN := .venv/bin
INSTALLED := .venv/installed
ON_ENGINES := tests/contracts tests/journeys tests/http/complaints/test_search_api.py tests/http/complaints/test_search_page.py
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Tests that wait for an engine or a browser leave their core to one more.
WAITING := $(if $(filter file,$(origin WORKERS)),-n $(shell expr $$(nproc) + 2))
TOOLS := .local/tools
PYTHON ?= $(shell bash .ci/find-python)

##@ Use

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z0-9-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## virtual environment .venv from the lock

$(INSTALLED): requirements.lock
	@bash .ci/need-python "$(PYTHON)"
	@bash .ci/need-own-venv .venv
	"$(PYTHON)" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

run: install $(if $(filter real,$(ENGINES)),real-engines) ## the whole product: http://127.0.0.1:8080 (PORT= changes it, ENGINES=real)
	@exec $(BIN)/python -m shared.local run --port $(PORT) --engines $(ENGINES)

.PHONY: real-engines
real-engines: $(TOOLS)/installed
	@bash .ci/need-maven

do: install ## a command of a service on the data of `make run`, while it runs: make do COMMAND="credit verify"
	@$(BIN)/python -m shared.local do --engines $(ENGINES) -- $(COMMAND)

reset: install ## drop all data of `make run`
	@$(BIN)/python -m shared.local reset

backup: install ## copy the data of `make run`, while it runs or not, into backups/ (INTO= another folder)
	@$(BIN)/python -m shared.local backup --engines $(ENGINES) $(if $(INTO),--into "$(INTO)")

restore: install ## put a copy back, nothing running: FROM=backups/… (OPTIONS=--replace drops what is there)
	@$(BIN)/python -m shared.local restore --engines $(ENGINES) $(if $(FROM),--copy "$(FROM)") \
	  -- $(OPTIONS)

##@ Change

check: lint ## lint, and the quick tests that need neither engine nor browser: before every commit
	$(PYTEST) -m "not engines and not browser and not slow" tests/unit tests/architecture tests/http

test: install ## everything, on engines that are started for it, with a browser
	@bash .ci/need-browser
	$(PYTEST) $(WAITING)

test-engines: install real-engines ## contracts and journeys on Kafka and Elasticsearch from Maven Central
	$(BIN)/python -m tests.engines $(PYTEST) -m engines $(ON_ENGINES)

test-keycloak: install ## sign-in at Keycloak 26.7.3, fetched once and kept in .local/keycloak
	@bash .ci/need-browser
	@bash .ci/need-java
	KEYCLOAK=start $(BIN)/python -m pytest -n0 tests/keycloak

test-upgrade: install ## release 0.1.0, out of the history, beside this one on the same engines
	UPGRADE=run $(BIN)/python -m pytest -n0 tests/upgrade

bench: install $(if $(filter real,$(ENGINES)),real-engines) ## how fast it is (ENGINES=real; ONLY=file,search): docs/benchmarks.md
	$(BIN)/python -m tests.bench --engines $(ENGINES) $(if $(ONLY),--only "$(ONLY)")

MINUTES ?= 10

fuzz: install ## new examples for every parser, described route and link: 10 minutes (MINUTES= changes it)
	@$(BIN)/python -m tests.fuzz.effort "$(MINUTES)"
	FUZZ_MINUTES=$(MINUTES) $(PYTEST) tests/fuzz

crowd: install ## 50 people at once on 200 cases for two minutes: nothing lost, no hole in the numbers
	CROWD=50 CASES=200 SECONDS=120 $(BIN)/python -m pytest -n0 tests/contracts/complaints/test_crowd.py

chaos: install $(if $(filter real,$(ENGINES)),real-engines) ## kill everything for MINUTES=10 while people work, then check it all (SEED=, ENGINES=real)
	@SEED="$(SEED)" MINUTES="$(MINUTES)" COMPLAINTS="$(COMPLAINTS)" ENGINES="$(ENGINES)" nice -n 10 $(BIN)/python -m tests.chaos

lint: install ## ruff, mypy, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: install ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

k8s: $(TOOLS)/installed ## render every overlay of k8s/ and check it against the schemas of Kubernetes
	@bash .ci/check-manifests

test-large: install ## read published lists of 100,000 rows in little memory
	MANY_ROWS=100000 $(BIN)/python -m pytest -n0 tests/unit/complaints/catalogue/imports/test_many_rows.py \
		tests/unit/complaints/commitments/test_many_declarations.py

test-alerts: ## the scrape job as Prometheus reads it; the alert rules, on series made for each of them
	@bash .ci/check-alerts

k8s-apply: ## apply every overlay to a real API server by dry run (the first time builds it: 15 minutes)
	@bash .ci/apply-manifests

COMPILE := $(BIN)/uv pip compile pyproject.toml --generate-hashes --python-version 3.11 --no-emit-index-url \
  --no-strip-extras --no-header --no-annotate --quiet

lock: install ## compile the three lock files again: development, images, tools
	$(COMPILE) --group runtime --group local --group dev -o requirements.lock
	$(COMPILE) --group runtime -c requirements.lock -o requirements-runtime.lock
	$(COMPILE) --group tools -c requirements.lock -o requirements-tools.lock

##@ Ship

images: ## the three images, with docker, podman or buildah (docs/images.md: BASE, TAG, BUILDER …)
	@bash .ci/build-images

images-test: install ## build the images here, run them hardened, walk the story through them
	@nice -n 15 bash .ci/test-images $(BIN)/python

check-compose: ## read compose.yaml as compose does
	@bash .ci/check-compose

sbom: $(TOOLS)/installed ## bill of materials of the images: .local/sbom/fairport.cdx.json
	@bash .ci/sbom "$(PYTHON)" $(TOOLS)

audit: $(TOOLS)/installed ## ask a database of vulnerabilities about what is in the images
	@bash .ci/audit $(TOOLS)

$(TOOLS)/installed: requirements-tools.lock
	@bash .ci/need-python "$(PYTHON)"
	@bash .ci/need-own-venv $(TOOLS)
	"$(PYTHON)" -m venv --clear $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r $<
	@touch $@
