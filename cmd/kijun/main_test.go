package main

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite expectations in testdata")

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"kijun": main}) }

func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update,
		RequireExplicitExec: true, RequireUniqueNames: true,
		Condition: func(name string) (bool, error) {
			if name == "core" { // stories run outside the checkout, where the core cannot be compiled
				_, err := os.Stat("../../wasm/dist/core.wasm.gz")
				return err == nil, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		}})
}
