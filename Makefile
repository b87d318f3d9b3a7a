# `make check` and `make test` need only Swift and make; what else they need, they install.

PACKAGES := libz3-dev libsqlite3-dev pkg-config patch cvc5 gnuplot-nox libxml2-utils
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
SWIFT := swift
PREFIX := /usr/local

.PHONY: check test lint build setup schema manual install findings report-test mutants soak kills evidence bench \
  bench-market docs clean

check: build
	.build/release/cartel check

test: setup lint .build-python
	$(SWIFT) test
	$(MAKE) build
	.build/release/cartel check --fresh --timeout 300
	.build/release/cartel test Properties --cases 20 --timeout 300
	.build/release/cartel test --random --cases 1000
	.build/release/cartel test --games --cases 1000
	.build/release/cartel test Properties --faults
	.build/release/cartel fmt --check Properties
	$(MAKE) schema
	$(FINDINGS) --against Properties/Findings.md
	.build/release/cartel test --market --seed 1 --quiet --timeout 300

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

build: setup
	$(SWIFT) build --configuration release --product cartel

# Another program holds the schema of mechanism files against all of them, and against mistakes in them.
schema: build .build-python
	.build/release/cartel schema > .build-python/schema.json
	.build-python/bin/python Tests/check-schema .build-python/schema.json Properties/*/*.yaml

# What the tests need of Python.
.build-python: Tests/requirements.txt
	$(MAKE) setup PACKAGES=python3-venv
	python3 -m venv $@ && $@/bin/pip install --quiet --requirement $< && touch $@ || (rm -rf $@; exit 1)

# The manual page: what the command line says of itself, and what it does not.
manual: build
	$(SWIFT) package generate-manual
	sed '/^\.Sh "EXIT STATUS"/,$$d' .build/plugins/GenerateManual/outputs/cartel/cartel.1 \
	  | cat - Documentation/manual.mdoc > .build/cartel.1

# Installs the tool, its manual page, and what shells complete its command line with.
install: manual
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin share/man/man1 share/bash-completion/completions \
	  share/zsh/site-functions share/fish/vendor_completions.d)
	install .build/release/cartel $(DESTDIR)$(PREFIX)/bin/cartel
	install -m 644 .build/cartel.1 $(DESTDIR)$(PREFIX)/share/man/man1/cartel.1
	.build/release/cartel --generate-completion-script bash \
	  > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/cartel
	.build/release/cartel --generate-completion-script zsh \
	  > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_cartel
	.build/release/cartel --generate-completion-script fish \
	  > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/cartel.fish

FINDINGS := .build/release/cartel findings --markets --introduction Properties/introduction.md --timeout 300

# Writes the page of all that is found.
findings: build
	$(FINDINGS) --output Properties/Findings.md

# Installs what is absent, on Debian and Ubuntu; elsewhere says what to install.
setup:
ifeq ($(shell uname -s),Darwin)
	@command -v brew >/dev/null && brew list z3 pkgconf gnuplot >/dev/null 2>&1 \
	  || { echo "Please run: brew install z3 pkgconf gnuplot"; exit 1; }
else
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query --show --showformat='$${Status}' $$package 2>/dev/null | grep -q "ok installed" \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  $(SUDO) apt-get update && $(SUDO) apt-get install --yes --no-install-recommends $$missing; \
	fi
endif

# Writes the report on everything here, and looks at it in a browser; pictures are left in .build-report.
report-test: build .build-python
	$(MAKE) setup PACKAGES=chromium
	mkdir -p .build-report
	.build/release/cartel report --timeout 300 --output .build-report/report.html
	.build-python/bin/python Tests/look-at-page .build-report/report.html .build-report

# Plants faults in a copy of the sources, and tells which of them `cartel test` catches.
mutants: setup
	Tests/Mutants/run

# 100,000 random mechanisms and as many random games, in as many runs at once as there are cores; then a minute
# of random play against every shipped mechanism. Takes some two hours and a half on two cores. Then 10,000
# markets of each of them in which things go wrong, as many mechanisms at once as there are cores. Last, a
# million game files that were changed at random.
soak: build
	seq 1 20 | xargs -I SEED -P $$(getconf _NPROCESSORS_ONLN) \
	  .build/release/cartel test --random --cases 5000 --seed SEED
	seq 1 20 | xargs -I SEED -P $$(getconf _NPROCESSORS_ONLN) \
	  .build/release/cartel test --games --cases 5000 --seed SEED
	for file in Properties/*/*.yaml; do .build/release/cartel test $$file --time 60s || exit; done
	.build/release/cartel test Properties --faults --cases 10000
	CARTEL_MUTATIONS=500000 $(SWIFT) test --filter GameMutationTests

# Kills 200 checks at random moments, and looks whether the next one says what a fresh one does.
kills: setup
	CARTEL_KILLS=200 $(SWIFT) test --filter KillTests

# Has another solver check everything that is proved: cvc5, as Debian has it, and a newer one for what is left.
evidence: build .build-cvc5
	.build/release/cartel check --evidence .build-evidence
	.build/release/cartel verify .build-evidence --solver cvc5 --solver ".build-cvc5/bin/python Tests/ask-cvc5"

.build-cvc5:
	$(MAKE) setup PACKAGES=python3-venv
	python3 -m venv $@ && $@/bin/pip install --quiet cvc5==1.4.2 || (rm -rf $@; exit 1)

bench: setup
	$(SWIFT) run --package-path Benchmarks --configuration release

# The same market in Cartel, SimPy and Mesa, by turns on one core. Takes some ten minutes.
bench-market: build .build-python/market
	$(MAKE) setup PACKAGES="time util-linux"
	.build-python/bin/python Benchmarks/compare-market

.build-python/market: Benchmarks/requirements.txt | .build-python
	.build-python/bin/pip install --quiet --requirement $< && touch $@

# The documentation of PropertyTesting as a web site in .build-docs/PropertyTesting.
docs: setup
	$(SWIFT) build --scratch-path .build-docs --target PropertyTesting \
	  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc .build-docs/symbols
	docc convert Sources/PropertyTesting/PropertyTesting.docc \
	  --additional-symbol-graph-dir .build-docs/symbols \
	  --fallback-display-name PropertyTesting --transform-for-static-hosting \
	  --output-path .build-docs/PropertyTesting

clean:
	$(SWIFT) package clean
