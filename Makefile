# Every target sets up what it needs; the plain commands are in README.md.
PYTHON ?= python3
BIN := .venv/bin
FIGURES := $(wildcard docs/*/*/figure_*.py)

serve: .venv/ready
	$(BIN)/python -m mkdocs serve

build: .venv/ready
	$(BIN)/python -m mkdocs build --strict

test: .venv/ready
	$(BIN)/python tests/provide_browser.py
	$(BIN)/python -m pytest -n auto

check: .venv/ready
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/python -m authoring.lint

fix: .venv/ready
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	$(BIN)/python -m authoring.lint --fix

note: .venv/ready
	@$(BIN)/python -m authoring.new_note "$$topic" "$$id" "$$title"

changes: .venv/ready
	$(BIN)/python -m authoring.changes $(or $(base),origin/main)

bench: .venv/ready
	PYTHONPATH=tests $(BIN)/python -m bench.building

bench-search: .venv/ready
	$(BIN)/uv pip install --quiet --group bench
	PYTHONPATH=tests $(BIN)/python -m bench.searching

summary: .venv/ready
	@$(BIN)/python -m authoring.summary $(or $(base),origin/main)

zip: build
	$(BIN)/python -m authoring.offline site site.zip

zensical: .venv/ready
	$(BIN)/uv pip install --quiet --group zensical
	PATH="$(CURDIR)/$(BIN):$$PATH" PYTHONPATH=tests $(BIN)/python tests/zensical_build.py

figures: .venv/ready
	PYTHONPATH=docs $(BIN)/python docs/figures.py $(FIGURES)

published: build
	PYTHONPATH=tests $(BIN)/python tests/published.py site

lock: .venv/ready
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.txt --upgrade

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.PHONY: serve build test check fix note changes summary zip zensical bench bench-search figures published lock
