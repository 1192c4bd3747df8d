# Two commands matter: `make run` and `make test`. Each first sees to what is missing.

SWIFT ?= swift
# The one that Debian's python3-pyte is installed for.
PYTHON ?= /usr/bin/python3
PREFIX ?= /usr/local
DESTDIR ?=
SHARE = $(DESTDIR)$(PREFIX)/share/rationale
INSTALLED = $(DESTDIR)$(PREFIX)/bin/rationale
MANUAL = $(DESTDIR)$(PREFIX)/share/man/man1
BASH_COMPLETIONS = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
# Swift's libraries inside the binary: it starts in half the time, takes less memory and runs where
# no Swift is. `make LINK=` does without, where the toolchain has no static libraries.
LINK ?= --static-swift-stdlib

.PHONY: run build test goldens test-server bench bench-terminal lint install uninstall setup
.PHONY: setup-test clean

# Built first and then started as a job of its own, so that ^Z stops the program and `make` alike.
run: build
	@.build/release/rationale $(ARGS)

build: setup
	@$(SWIFT) build -c release --product rationale $(LINK)

# The tests run one after the other: all at once they open more files than some systems allow, and
# wait for each other longer than a server's patience lasts.
#
# The commands are driven in a release build: what the optimiser breaks shows nowhere else.
test: setup-test lint
	@$(SWIFT) build --build-tests
	@timeout --kill-after=10 1800 $(SWIFT) test --skip-build --no-parallel
	@$(SWIFT) build -c release --product rationale $(LINK)
	@RATIONALE=$(CURDIR)/.build/release/rationale Tests/commands/run
	@Tests/terminal/run
	@Tests/sessions/run .build/release/rationale
	@$(PYTHON) Tests/terminal/oracle.py .build/release/rationale
	@$(PYTHON) Tests/terminal/environment.py .build/release/rationale
	@$(PYTHON) Tests/terminal/fuzz.py .build/release/rationale
	@Tests/server/run --if-named

# Screens that were meant to change become the wanted ones; the difference is to be read.
goldens: setup-test
	@$(SWIFT) build --build-tests
	@UPDATE_GOLDEN=1 $(SWIFT) test --skip-build --filter GoldensTests
	@git status --short Tests/RationaleTests/Goldens

# The same program against a real llama.cpp, which is built the first time: some minutes.
test-server: setup-test
	@$(SWIFT) build --product rationale
	@$(SWIFT) build --product oracle-server
	@Tests/server/run

# How fast the program is, how much memory it takes, and how both grow. ARGS=retrieval measures one
# part, ARGS="--json FILE" writes the figures as well.
bench: build
	@$(SWIFT) build -c release --package-path Benchmarks --product bench
	@Benchmarks/.build/release/bench --python $(PYTHON) $(ARGS)

# How fast, small and robust the screen is, beside htop, tig and btop: three minutes.
bench-terminal: build
	@$(SWIFT) build -c release --product oracle-server $(LINK)
	@$(PYTHON) Benchmarks/gates

lint:
	@$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks
	@SWIFT=$(SWIFT) $(PYTHON) Scripts/check_imports.py

install: build
	@install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/Themes $(SHARE)/SampleUsers
	@install -s -m 755 .build/release/rationale $(DESTDIR)$(PREFIX)/bin/rationale
	@install -m 644 Themes/*.toml $(SHARE)/Themes
	@install -m 644 SampleUsers/*.jsonl SampleUsers/README.md $(SHARE)/SampleUsers
	@install -m 644 LICENSE NOTICE $(SHARE)
	@install -d $(MANUAL) $(BASH_COMPLETIONS) $(ZSH_COMPLETIONS) $(FISH_COMPLETIONS)
	@$(INSTALLED) manual > $(MANUAL)/rationale.1
	@$(INSTALLED) completions bash > $(BASH_COMPLETIONS)/rationale
	@$(INSTALLED) completions zsh > $(ZSH_COMPLETIONS)/_rationale
	@$(INSTALLED) completions fish > $(FISH_COMPLETIONS)/rationale.fish
	@echo "installed $(DESTDIR)$(PREFIX)/bin/rationale"

uninstall:
	@rm -f $(DESTDIR)$(PREFIX)/bin/rationale
	@rm -rf $(SHARE)
	@rm -f $(MANUAL)/rationale.1 $(BASH_COMPLETIONS)/rationale $(ZSH_COMPLETIONS)/_rationale
	@rm -f $(FISH_COMPLETIONS)/rationale.fish

setup:
	@Scripts/setup build

setup-test:
	@Scripts/setup test

clean:
	@rm -rf .build Benchmarks/.build
