# Every target sets up what it needs; the plain commands are in README.md.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
SCRIPTS := search docs/assets
FIGURES := $(wildcard docs/*/*/figure_*.py)

serve: .venv/ready
	@$(BIN)/python -m authoring.serve $(port)

# Nothing of earlier builds is used.
fresh: .venv/ready
	rm -rf .cache site
	$(BIN)/python -m mkdocs build --strict

build: .venv/ready
	$(BIN)/python -m mkdocs build --strict

test: .venv/ready
	$(BIN)/python tests/provide_browser.py
	$(BIN)/python tests/provide_java.py
	$(BIN)/python -m pytest -n auto

# All are run, so that one that fails hides no other.
check: .venv/ready
	@failed=0; for tool in "ruff check ." "ruff format --check ." mypy "oxlint $(SCRIPTS)" "oxfmt --check $(SCRIPTS)" "python -m authoring.lint"; do $(BIN)/$$tool || failed=1; done; exit $$failed

fix: .venv/ready
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	$(BIN)/oxlint --fix --quiet $(SCRIPTS) ; $(BIN)/oxfmt $(SCRIPTS)
	$(BIN)/python -m authoring.lint --fix

# As typed: neither make nor the shell reads dollars and quotes of a title.
as_typed = '$(subst ','\'',$(value $1))'

note: .venv/ready
	@$(BIN)/python -m authoring.new_note $(call as_typed,topic) $(call as_typed,id) $(call as_typed,title)

changes: .venv/ready
	$(BIN)/python -m authoring.changes $(or $(base),origin/main)

bench: .venv/ready
	cd tests && ../$(BIN)/python -m bench.building $(notes)

bench-search: .venv/ready
	$(BIN)/uv pip install --quiet --group bench
	cd tests && ../$(BIN)/python -m bench.searching

summary: .venv/ready
	@$(BIN)/python -m authoring.summary $(or $(base),origin/main)

zip: build
	$(BIN)/python -m authoring.offline site site.zip

epub: build
	$(BIN)/python -m book.epub site incoming-transmission.epub

cards: .venv/ready
	$(BIN)/uv pip install --quiet --group cards

zensical: .venv/ready
	$(BIN)/uv pip install --quiet --group zensical
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tests/zensical_build.py

figures: .venv/ready
	$(BIN)/python -m authoring.drawing $(FIGURES)

published: build
	$(BIN)/python tests/published.py site

lock: .venv/ready
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.txt --upgrade

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.PHONY: serve fresh build test check fix note changes summary zip epub cards zensical bench bench-search figures published lock
