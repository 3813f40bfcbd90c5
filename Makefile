# Needs python3 (3.11 or newer) with its venv module, and make.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run check lint test prove prove-exchange bench tour messages lock format clean audit sbom notices release \
	venv dev browser auditor peers

PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := BONEMET_DEBUG=1 $(PY) manage.py
DJADE := $(VENV)/bin/djade --target-version 5.2
TEMPLATES = $(shell find templates -name '*.html')
# Which tests are traced, and of which packages it is counted what they reach.
TRACED = clinical answers actions record
GATES = $(TRACED) report
# A test in a browser waits for a third of its time: one more at once than there are cores.
WAITING = $(shell $(PY) -c 'import os; print(len(os.sched_getaffinity(0)) + 1)')

# The first Python on the PATH that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

help: ## this list
	@echo "bonemet: when does a bone metastasis need surgery?"; echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' $(if $(wildcard tests/bench/__main__.py),,| grep -v '  make bench') | column -t -s '|'

run: venv ## start bonemet on this computer with demonstration patients (PORT=8000, RELOAD=1)
	@$(MANAGE) migrate --verbosity 0
	@if [ -f assessments/management/commands/demo.py ]; then $(MANAGE) demo; fi
	@echo; echo "  bonemet is at http://127.0.0.1:$(PORT)/   (Ctrl+C stops it; nothing is lost)"; echo
	@DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver --skip-checks $(if $(RELOAD),,--noreload) 127.0.0.1:$(PORT)

check: dev lint ## the short loop: lint, types, and the tests of the clinical core
	$(PY) -m pytest -q -n auto --dist loadfile tests/clinical

lint: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	@$(DJADE) --check $(TEMPLATES)
	@$(VENV)/bin/lint-imports --no-cache & arrows=$$!; $(PY) -m mypy || types=$$?; wait $$arrows; exit $${types:-0}  # both cores
	$(PY) manage.py makemigrations --check --dry-run

test: dev browser lint ## lint, types, unit, property, web and browser tests
	$(PY) -m pytest -n $(WAITING) --dist loadfile --no-loadscope-reorder $(TRACED:%=--ignore=tests/%)
	$(PY) -m pytest -n auto --dist loadfile $(TRACED:%=tests/%) $(GATES:%=--cov=assessments/%) --cov-report=
	$(PY) -m coverage report --include="assessments/clinical/*" --fail-under=100
	$(PY) -m coverage report --include="assessments/answers/*" --fail-under=99
	$(PY) -m coverage report --include="assessments/actions/*" --fail-under=89
	$(PY) -m coverage report --include="assessments/record/*" --fail-under=91
	$(PY) -m coverage report --include="assessments/report/*" --fail-under=77
	@if [ -s var/no-browser ]; then cat var/no-browser; fi

prove: dev browser ## the long proofs, over night: tests marked "prove", every table perturbed, the core's code mutated
	@npm ci --silent --no-audit --no-fund --prefix tests/single_sign_on || \
		echo "No oidc-provider here (it needs npm): single sign-on is not tried against it."
	@[ -x var/canaille/bin/python ] || $(PYTHON) -m venv var/canaille
	@var/canaille/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r tests/single_sign_on/canaille.txt || rm -rf var/canaille
	$(PY) -m tests.prove

prove-exchange: dev browser ## programs of other people look at what is exchanged (needs npm)
	npm ci --silent --no-audit --no-fund --prefix tests/exchange/others
	npm ci --silent --no-audit --no-fund --prefix tests/single_sign_on
	@[ -x var/fhirkit/bin/python ] || $(PYTHON) -m venv var/fhirkit
	var/fhirkit/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r tests/exchange/others/fhirkit.txt
	@for name in interface card sekmet; do \
		[ -x var/$$name/bin/python ] || $(PYTHON) -m venv var/$$name; \
		var/$$name/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
			-r tests/exchange/others/$$name.txt || exit 1; \
	done
	$(PY) -m tests.prove tests/exchange

ifneq ($(wildcard tests/bench/__main__.py),)
bench: dev peers ## how fast the core and the pages are, beside what others wrote
	$(PY) -m tests.bench
endif

tour: dev browser ## pictures of every page and state into var/tour/, and those of docs/tour.md anew
	$(PY) -m pytest -q tests/browser/test_tour.py --tour var/tour

messages: dev ## gather the texts to translate into locale/, and compile what is translated
	$(PY) -m tests.catalogue

format: dev ## put code and templates into the form that `make test` asks for
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	@$(DJADE) $(TEMPLATES)

lock: ## write requirements*.txt anew from requirements*.in
	@$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/python -m pip install --quiet uv
	@for name in requirements requirements-postgres requirements-dev requirements-release; do \
		$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url --no-emit-find-links --annotation-style line -o $$name.txt $$name.in; \
		echo "$$name.txt: $$(grep -c == $$name.txt) packages"; \
	done
	@cd tests/single_sign_on && $(CURDIR)/$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --annotation-style line -o canaille.txt canaille.in
	@cd tests/exchange/others && for name in fhirkit interface card sekmet; do \
		$(CURDIR)/$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url --no-emit-find-links --annotation-style line -o $$name.txt $$name.in; \
	done
	@cd tests/bench/peers && $(CURDIR)/$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --annotation-style line \
		-o weasyprint.txt weasyprint.in
	@date -u +%F > requirements.date
	@rm -rf $(VENV)-lock

audit: dev auditor ## are vulnerabilities known of what is pinned? (says so where that cannot be looked up)
	@$(PY) -m tests.release.audit

sbom: dev ## what bonemet is made of, as CycloneDX, into var/release/
	@$(PY) -m tests.release.write sbom

notices: dev ## the licences of everything that others wrote, into var/release/
	@$(PY) -m tests.release.write notices

release: dev auditor ## check all that must be true before a release, and list what passed (DRY=1: without the long runs)
	@$(PY) -m tests.release $(if $(DRY),--dry)

clean: ## remove what can be made again; the database in var/ stays
	rm -rf $(VENV) staticfiles htmlcov test-results .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

# -- What the targets above need ---------------------------------------------------------------------------------

# Installed anew only when the list of pinned packages is another one than was installed.
venv:
	@if [ -z "$(PYTHON)" ]; then \
		echo "bonemet needs Python 3.11 or newer; python3 here is: $$(python3 --version 2>&1 || true)" >&2; exit 1; fi
	@if ! $(PY) -c '' 2>/dev/null; then \
		rm -rf $(VENV); echo "Making $(VENV) ..."; \
		$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
			echo "Python's venv module is missing: on Debian, apt install python3-venv" >&2; exit 1; }; \
	fi
	@if ! cmp -s requirements.txt $(VENV)/installed.txt; then \
		echo "Installing what bonemet needs (about 270 MB, once) ..."; \
		$(PY) -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt; \
		cp requirements.txt $(VENV)/installed.txt; \
	fi

dev: venv
	@if ! cmp -s requirements-dev.txt $(VENV)/installed-dev.txt; then \
		echo "Installing what the tests need ..."; \
		$(PY) -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt; \
		cp requirements-dev.txt $(VENV)/installed-dev.txt; \
	fi

# A Chromium for the browser tests: one that is there, else Debian's, else Playwright's own download (untried).
browser: dev
	@mkdir -p var; rm -f var/no-browser
	@for name in "$${CHROMIUM:-}" chromium chromium-browser google-chrome; do \
		if [ -n "$$name" ] && command -v "$$name" >/dev/null; then exit 0; fi; done; \
	as_root=""; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	if grep -qs '^ID=debian' /etc/os-release && $$as_root true 2>/dev/null; then \
		echo "Installing Debian's chromium for the browser tests ..."; \
		$$as_root apt-get update -q >/dev/null && \
		DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -q --no-install-recommends chromium >/dev/null && \
		exit 0; \
	fi; \
	echo "Trying Playwright's own Chromium (this way is untried) ..."; \
	$(PY) -m playwright install chromium && exit 0; \
	printf '%s\n' '' '**********************************************************************' \
		'*  NO BROWSER: the browser tests did NOT run.                        *' \
		'*  Install Chromium, or set CHROMIUM to one, and run this again.     *' \
		'**********************************************************************' '' | tee var/no-browser >&2

# What bonemet is measured beside, each in an environment of its own; where it cannot be had the bench says so.
peers:
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --prefix tests/bench/peers; \
		else echo "no npm here: json-rules-engine is not measured"; fi
	@if ! cmp -s tests/bench/peers/weasyprint.txt var/peers/installed.txt; then \
		rm -rf var/peers; $(PYTHON) -m venv var/peers; \
		var/peers/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes \
			-r tests/bench/peers/weasyprint.txt; \
		cp tests/bench/peers/weasyprint.txt var/peers/installed.txt; \
	fi

# pip-audit, in an environment of its own: it is no part of what is tested or run.
auditor:
	@if ! cmp -s requirements-release.txt var/audit/installed.txt; then \
		rm -rf var/audit; $(PYTHON) -m venv var/audit; \
		var/audit/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-release.txt; \
		cp requirements-release.txt var/audit/installed.txt; \
	fi
