# make run   installs what is needed into .venv and opens the dashboard
# make test  installs what the tests need, a browser and LibreOffice included, and runs everything
# make fuzz  breaks and edits files at random: N of each kind (10000), from SEED (1)
# make bench measures how fast the analysis is, against other ways, and writes it down

# The first Python on this machine that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
ARGS ?=
N ?= 10000
SEED ?= 1
PIP = $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt
CODE = dashboard tests .ci

# Node.js checks the JavaScript; what runs does not need it.
NODE_MODULES = .ci/node_modules
NEW_ENOUGH = const [a, b] = process.versions.node.split("."); process.exit(a > 20 || a == 20 && b >= 19 ? 0 : 1)

.PHONY: run test lint lint-js fuzz bench bench-browser clean

run: $(VENV)/.run
	$(VENV)/bin/steelyard open $(ARGS)

test: $(VENV)/.test lint
	$(VENV)/bin/python tests/browser/chromium.py
	PYTHONPATH=tests $(VENV)/bin/python -m export.libreoffice
	PYTHONPATH=tests $(VENV)/bin/python -m serving.proxies
	PYTHONPATH=tests $(VENV)/bin/python -m serving.postgresql
	$(VENV)/bin/python -m pytest -q -n 2 --dist loadgroup --max-worker-restart 0 $(ARGS)

lint: $(VENV)/.test lint-js
	$(VENV)/bin/ruff format --check $(CODE)
	$(VENV)/bin/ruff check $(CODE)
	$(VENV)/bin/mypy

lint-js: $(NODE_MODULES)/.installed
	$(NODE_MODULES)/.bin/tsc --project .ci/tsconfig.json
	$(NODE_MODULES)/.bin/eslint --config .ci/eslint.config.js --max-warnings 0 dashboard/steelyard

fuzz: $(VENV)/.test
	STEELYARD_FUZZ=$(N) STEELYARD_SEED=$(SEED) $(VENV)/bin/python -m pytest -q -n 2 \
		tests/files/test_mutations.py tests/files/test_fuzz_reading.py \
		tests/files/test_fuzz_edits.py tests/files/test_fuzz_memory.py \
		tests/files/test_several_faults.py

bench: $(VENV)/.test
	$(VENV)/bin/python tests/bench/bench.py

bench-browser: $(VENV)/.test
	$(VENV)/bin/python tests/browser/chromium.py
	PYTHONPATH=tests $(VENV)/bin/python -m bench.browser
	PYTHONPATH=tests $(VENV)/bin/python -m bench.load
	PYTHONPATH=tests $(VENV)/bin/python -m bench.serving_load
	PYTHONPATH=tests $(VENV)/bin/python -m bench.saves_at_once

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Steelyard needs Python 3.11 or newer"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python pyproject.toml .ci/constraints.txt .ci/editor_packages.toml
	@echo "Installing Steelyard into $(VENV) (a minute or two, once)"
	$(PIP) -e ".[export,texts]"
	@touch $@

$(VENV)/.test: $(VENV)/.python pyproject.toml .ci/constraints.txt .ci/editor_packages.toml
	@echo "Installing Steelyard and its tests into $(VENV) (a minute or two, once)"
	$(PIP) -e ".[test]"
	@touch $@

.PHONY: node
node:
	@{ command -v npm && node -e '$(NEW_ENOUGH)'; } >/dev/null 2>&1 || { \
		echo "The tests need Node.js 20.19 or newer with npm, to check the JavaScript"; exit 2; }

$(NODE_MODULES)/.installed: .ci/package.json .ci/package-lock.json | node
	@echo "Installing what checks the JavaScript into $(NODE_MODULES) (half a minute, once)"
	cd .ci && npm ci --silent
	@touch $@

clean:
	rm -rf $(VENV) $(NODE_MODULES) .venv-bench-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		dashboard/steelyard/views/text_editor/codemirror
