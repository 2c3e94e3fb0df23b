# Every target sets up what it needs; the plain commands are in README.md.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := $(CURDIR)
# What Python has compiled is kept: the tests start it a hundred times.
unexport PYTHONDONTWRITEBYTECODE
SCRIPTS := search pages docs/assets

serve: .venv/ready
	@$(BIN)/python -m authoring.serve $(port)

# Nothing of earlier builds is used.
fresh: .venv/ready
	rm -rf .cache site
	$(BIN)/python -m mkdocs build --strict

build: .venv/ready
	$(BIN)/python -m mkdocs build --strict

test: .venv/tools
	$(BIN)/python tests/provide_browser.py
	$(BIN)/python tests/provide_java.py
	$(BIN)/python -m pytest -n auto --dist worksteal

# All are run, so that one that fails hides no other.
check: .venv/tools
	@failed=0; for tool in "ruff check ." "ruff format --check ." "python -m mypy" "oxlint $(SCRIPTS)" "oxfmt --check $(SCRIPTS)" "python -m authoring.lint" "python -m authoring.complete"; do echo "· $$tool"; $(BIN)/$$tool || failed=1; done; [ $$failed = 0 ] && echo "都通过了。" || echo "有没通过的，见上面；规则见 CONTRIBUTING.md。"; exit $$failed

fix: .venv/tools
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	$(BIN)/oxlint --fix --quiet $(SCRIPTS) ; $(BIN)/oxfmt $(SCRIPTS)
	$(BIN)/python -m authoring.lint --fix

# As typed: neither make nor the shell reads dollars and quotes of a title.
as_typed = '$(subst ','\'',$(value $1))'

note: .venv/tools
	@$(BIN)/python -m authoring.new_note $(call as_typed,topic) $(call as_typed,id) $(call as_typed,title)

publish-check: .venv/ready
	@$(BIN)/python -m authoring.hosting

date: .venv/ready
	@$(BIN)/python -m authoring.dates $(or $(base),origin/main)

move: .venv/ready
	@$(BIN)/python -m authoring.move $(call as_typed,from) $(call as_typed,to)

changes: .venv/ready
	$(BIN)/python -m authoring.changes $(or $(base),origin/main)

bench: .venv/tools
	cd tests && ../$(BIN)/python -m bench.building $(notes)

bench-search: .venv/tools
	$(BIN)/uv pip install --quiet --group bench
	cd tests && ../$(BIN)/python -m bench.searching

summary: .venv/ready
	@$(BIN)/python -m authoring.summary $(or $(base),origin/main)

preview: .venv/tools
	@$(BIN)/python tests/provide_browser.py
	@rm -rf preview && $(BIN)/python tests/preview.py $(or $(base),origin/main) preview

zip: build
	$(BIN)/python -m authoring.offline site site.zip

epub: build
	$(BIN)/python -m book.epub site incoming-transmission.epub

pdf: build .venv/tools
	$(BIN)/python tests/print_notes.py site pdf

cards: .venv/tools
	$(BIN)/uv pip install --quiet --group cards

zensical: .venv/tools
	$(BIN)/uv pip install --quiet --group zensical
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tests/zensical_build.py

figures: .venv/tools
	@$(BIN)/python -m authoring.figures

rooms: build .venv/tools
	@$(BIN)/python tests/provide_browser.py
	@$(BIN)/python tests/rooms.py site

published: build
	$(BIN)/python tests/published.py site

# What the site is built with; then what else writing and testing need, in the same versions.
compile = $(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

lock: .venv/tools
	$(compile) -o requirements.txt --upgrade
	$(compile) --group dev -c requirements.txt -o requirements-dev.txt --upgrade

# A .venv whose Python is gone is made anew.
$(shell .venv/bin/python -c "" 2>/dev/null || rm -f .venv/ready .venv/tools)
version = -c 'import sys; print("%d.%d" % sys.version_info[:2])'
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "要 Python 3.11 以上（needs Python 3.11 or newer），$(PYTHON) 是 `$(PYTHON) $(version) 2>&1`。装好以后写明是哪个：make PYTHON=python3.12 serve"; exit 1; }
	@echo "准备环境（setting up .venv）……"
	@[ "`.venv/bin/python $(version) 2>/dev/null`" = "`$(PYTHON) $(version)`" ] || $(PYTHON) -m venv --clear .venv
	@echo "装构建站点要的库（what builds the site），约 200 MB，快的网络半分钟……"
	@$(install) -r requirements.txt
	@touch $@

.venv/tools: .venv/ready requirements-dev.txt
	@echo "装写作和测试要的工具（tools to write and test），另约 600 MB，快的网络一分钟……"
	@$(install) -r requirements-dev.txt
	@touch $@

.PHONY: serve fresh build test check fix note move date publish-check changes summary preview zip epub pdf cards zensical bench bench-search figures rooms published lock
