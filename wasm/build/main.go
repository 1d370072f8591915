// Build compiles the scoring core and puts it where package wasm embeds it from,
// so that a program built afterwards carries it. Run it in the checkout:
//
//	go run ./wasm/build
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"kijun/wasm"
)

func main() {
	if err := run(filepath.Join("wasm", "dist", "core.wasm.gz")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file string) error {
	core, err := wasm.Build()
	if err != nil {
		return err
	}
	if old, err := os.ReadFile(file); err == nil && string(old) == string(core) {
		return nil // an untouched file keeps the build cache of what embeds it
	}
	if err := os.WriteFile(file, core, 0o644); err != nil {
		return fmt.Errorf("writing the core: %w", err)
	}
	fmt.Printf("%s: %d bytes\n", file, len(core))
	return nil
}
