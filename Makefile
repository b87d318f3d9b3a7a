# `make check` and `make test` need only Swift and make; what else they need, they install.

PACKAGES := libz3-dev pkg-config
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
SWIFT := swift

.PHONY: check test lint build setup clean

check: build
	.build/release/cartel check

test: setup lint
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

build: setup
	$(SWIFT) build --configuration release --product cartel

# Installs what is absent, on Debian and Ubuntu; elsewhere says what to install.
setup:
ifeq ($(shell uname -s),Darwin)
	@command -v brew >/dev/null && brew list z3 pkgconf >/dev/null 2>&1 \
	  || { echo "Please run: brew install z3 pkgconf"; exit 1; }
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

clean:
	$(SWIFT) package clean
