# The project's commands; `make` alone lists them. What they need besides Go is
# said where they need it.

.DEFAULT_GOAL := help
.PHONY: help serve build windows core test bench check browser themes clean
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

ADDR ?= 127.0.0.1:8080

help:
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

serve: build ## the reference handbook at http://127.0.0.1:8080/ (ADDR=host:port), rebuilt when a file changes
	bin/kijun serve --addr $(ADDR)

build: core ## the program, with the scoring core in it: bin/kijun
	go build -trimpath -o bin/kijun ./cmd/kijun

windows: core ## the program for Windows: bin/kijun.exe
	GOOS=windows GOARCH=amd64 go build -trimpath -o bin/kijun.exe ./cmd/kijun

core: ## the scoring core for the browser: wasm/dist/core.wasm.gz
	go run ./wasm/build

test: check themes browser build ## everything: formatting, types, Go tests, the handbook, a real Chromium and Firefox
	KIJUN_REQUIRE_BROWSER=1 go test -timeout 15m ./...
	bin/kijun test
	bin/kijun check

bench: build browser ## what scoring, building 1,000 and 10,000 pages and a verdict in Chromium take
	go test -run '^$$' -bench . ./criteria
	go test -run '^$$' -bench . -benchtime 20x ./site
	go test -run '^$$' -bench . -benchtime 3x ./cmd/kijun
	KIJUN_REQUIRE_BROWSER=1 go test -run '^$$' -bench . -benchtime 3000x ./cmd/kijun/browsertest

check: ## gofmt, go vet, and nothing of one machine in the files
	@unformatted=$$(gofmt -l cmd content criteria site themes/*.go wasm); \
	if [ -n "$$unformatted" ]; then echo "not formatted, run gofmt -w: $$unformatted"; exit 1; fi
	go vet ./...
	GOOS=wasip1 GOARCH=wasm go vet ./wasm/core
	@if git grep -nIE --untracked '$(machine)'; then echo "a path or a registry of one machine"; exit 1; fi

# Paths of one machine's disk and hosts of package registries. The brackets keep
# this line from finding itself.
machine := (^|[^[:alnum:]./_-])/([w]ork|[r]oot|[h]ome|[U]sers)/[[:alnum:]]|([r]egistry|[p]roxy|[d]eb|[m]irror)\.[[:alnum:].-]+\.(org|com|net|io)|"[r]esolved":

themes: themes/node_modules/.package-lock.json ## the type check of the themes' scripts (needs Node.js)
	npm --prefix themes run --silent check

themes/node_modules/.package-lock.json: themes/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or newer"; exit 1; }
	npm --prefix themes ci --ignore-scripts --no-audit --no-fund
	@touch $@

# The browsers and a Japanese font, installed where that is possible without asking.
chromiums := chromium chromium-browser google-chrome-stable google-chrome chrome headless_shell
browser:
	@missing=; \
	[ -n "$${KIJUN_BROWSER:-}" ] || command -v $(chromiums) >/dev/null || missing="chromium"; \
	[ -n "$${KIJUN_FIREFOX:-}" ] || command -v firefox-esr firefox >/dev/null || missing="$$missing firefox-esr"; \
	fc-list :lang=ja 2>/dev/null | grep -q . || [ "$$(uname)" != Linux ] || missing="$$missing fontconfig fonts-noto-cjk"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
		echo "the browser tests need:$${missing:+ }$$missing"; \
		echo "install them (on Debian: apt-get install $$missing), or name browsers in KIJUN_BROWSER (a Chromium) and KIJUN_FIREFOX"; exit 1; \
	fi

clean: ## remove what these commands made
	rm -rf bin public themes/node_modules wasm/dist/core.wasm.gz
