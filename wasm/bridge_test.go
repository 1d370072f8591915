package wasm

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"kijun/criteria"
	"kijun/criteria/score"
)

// An instance is the compiled core, run in this process the way a page runs it.
type instance struct {
	t   testing.TB
	mod api.Module
}

func start(t testing.TB) *instance {
	t.Helper()
	_, raw := built(t)
	ctx := context.Background()
	rt := wazero.NewRuntime(ctx)
	t.Cleanup(func() { rt.Close(ctx) })
	wasi_snapshot_preview1.MustInstantiate(ctx, rt)
	mod, err := rt.InstantiateWithConfig(ctx, raw, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		t.Fatal(err)
	}
	return &instance{t, mod}
}

// call calls an export, which must not trap whatever it is given.
func (c *instance) call(name string, args ...uint64) uint64 {
	c.t.Helper()
	got, err := c.mod.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		c.t.Fatalf("%s%v ended the instance: %v", name, args, err)
	}
	return got[0]
}

func (c *instance) send(b []byte) (ok bool) {
	c.t.Helper()
	at := uint32(c.call("kijun_buffer", uint64(len(b))))
	if at == 0 {
		return len(b) == 0
	}
	if !c.mod.Memory().Write(at, b) {
		c.t.Fatalf("%d bytes at %d are outside the memory", len(b), at)
	}
	return true
}

func (c *instance) load(program []byte) int32 {
	c.t.Helper()
	if !c.send(program) {
		c.t.Fatal("no room for the program")
	}
	return int32(c.call("kijun_load", uint64(len(program))))
}

func (c *instance) score(handle int32, answers string) string {
	c.t.Helper()
	if !c.send([]byte(answers)) {
		c.t.Fatal("no room for the answers")
	}
	return c.result(c.call("kijun_score", api.EncodeI32(handle), uint64(len(answers))))
}

func (c *instance) wish(handle int32, wishes string) int32 {
	c.t.Helper()
	if !c.send([]byte(wishes)) {
		c.t.Fatal("no room for the wishes")
	}
	return int32(c.call("kijun_wishes", api.EncodeI32(handle), uint64(len(wishes))))
}

func (c *instance) near(handle int32, criterion string) string {
	c.t.Helper()
	if !c.send([]byte(criterion)) {
		c.t.Fatal("no room for the criterion")
	}
	return c.result(c.call("kijun_near", api.EncodeI32(handle), uint64(len(criterion))))
}

func (c *instance) result(r uint64) string {
	c.t.Helper()
	b, ok := c.mod.Memory().Read(uint32(r>>32), uint32(r))
	if !ok {
		c.t.Fatalf("the result %x is outside the memory", r)
	}
	return string(b)
}

func records(pairs [][2]string) string {
	var b strings.Builder
	for _, p := range pairs {
		b.WriteString(p[0] + "\x1f" + p[1] + "\x1e")
	}
	return b.String()
}

// handbook reads the definitions of this repository.
func handbook(t testing.TB) *criteria.Library {
	t.Helper()
	var files []criteria.File
	fsys := os.DirFS("..")
	err := fs.WalkDir(fsys, "criteria", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path.Base(name), ".yaml") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, criteria.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l, ds := criteria.Read(files)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return l
}

func compiled(t testing.TB, s *criteria.Scheme) *score.Program {
	t.Helper()
	p, err := criteria.Program(s, "ja")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The browser's result is the native one, byte for byte, for every case; and it
// does not matter whether answers come typed, from a file, or as a form's text.
func TestSameResultAsNative(t *testing.T) {
	l := handbook(t)
	c := start(t)
	if len(l.Schemes) == 0 || len(l.Cases) == 0 {
		t.Fatal("no schemes or no cases")
	}
	for _, s := range l.All() {
		p := compiled(t, s)
		handle := c.load(p.Encode())
		if handle < 0 {
			t.Fatalf("%s: load gives %d", s.Key(), handle)
		}
		scorer, typed, texts := p.NewScorer(), p.NewAnswers(), p.NewAnswers()
		n := 0
		for _, cs := range l.Cases {
			if cs.Scheme != s {
				continue
			}
			for _, one := range cs.Cases {
				n++
				typed.Reset()
				cs.Answers(one, typed)
				fromFile := string(scorer.Score(typed).JSON(true))
				pairs := cs.Texts(one)
				texts.Reset()
				for _, q := range pairs {
					texts.SetText(q[0], q[1])
				}
				fromForm := string(scorer.Score(texts).JSON(true))
				inWasm := c.score(handle, records(pairs))
				if fromForm != fromFile {
					t.Errorf("%s: %s: text and typed answers differ\ntext  %s\ntyped %s", s.Key(), one.Name, fromForm, fromFile)
				}
				if inWasm != fromForm {
					t.Errorf("%s: %s: wasm and native differ\nwasm   %s\nnative %s", s.Key(), one.Name, inWasm, fromForm)
				}
			}
		}
		t.Logf("%s: %d cases", s.Key(), n)
	}
}

// Plans follow the same wishes, in the core as natively.
func TestWishesAsNative(t *testing.T) {
	l := handbook(t)
	c := start(t)
	g := rand.New(rand.NewPCG(5, 6))
	pinned, ruled := 0, 0
	for _, s := range l.All() {
		p := compiled(t, s)
		handle := c.load(p.Encode())
		scorer, answers := p.NewScorer(), p.NewAnswers()
		for _, cs := range l.Cases {
			if cs.Scheme != s {
				continue
			}
			for _, one := range cs.Cases[:min(len(cs.Cases), 12)] {
				var pairs [][2]string
				var wishes []score.Wish
				for c := range p.Criteria {
					words := []string{"never", "always", "always 4", "", " 2.5", "never 0"}[g.IntN(6)]
					w, ok := p.ReadWish(p.Criteria[c].ID, words)
					if !ok {
						t.Fatalf("%q is no wish", words)
					}
					pairs, wishes = append(pairs, [2]string{p.Criteria[c].ID, words}), append(wishes, w)
				}
				if g.IntN(4) == 0 {
					pairs, wishes = nil, nil
				}
				scorer.Wish(wishes)
				if got := c.wish(handle, records(pairs)); got != 0 {
					t.Fatalf("%s: wishes give %d", s.Key(), got)
				}
				answers.Reset()
				cs.Answers(one, answers)
				native := string(scorer.Score(answers).JSON(true))
				if inWasm := c.score(handle, records(cs.Texts(one))); inWasm != native {
					t.Fatalf("%s: %s: %v: wasm and native differ\nwasm   %s\nnative %s", s.Key(), one.Name, pairs, inWasm, native)
				}
				pinned += strings.Count(native, `"pinned":true`)
				ruled += strings.Count(native, `"without_pins":true`)
			}
		}
	}
	if pinned == 0 || ruled == 0 {
		t.Errorf("%d steps are pinned, %d plans are ruled out", pinned, ruled)
	}
}

// What brings a criterion further is the same in the core as natively, and asking
// for it changes no result.
func TestNearAsNative(t *testing.T) {
	l := handbook(t)
	c := start(t)
	told := 0
	for _, s := range l.All() {
		p := compiled(t, s)
		handle := c.load(p.Encode())
		if len(p.Criteria) == 0 {
			continue // indicators
		}
		if got := c.near(handle, p.Criteria[0].ID); got != "[]" {
			t.Errorf("%s: before anything was scored: %s", s.Key(), got)
		}
		scorer, answers := p.NewScorer(), p.NewAnswers()
		for _, cs := range l.Cases {
			if cs.Scheme != s {
				continue
			}
			for i, one := range cs.Cases {
				if i%3 > 0 {
					continue
				}
				answers.Reset()
				cs.Answers(one, answers)
				scorer.Score(answers)
				before := c.score(handle, records(cs.Texts(one)))
				for k := range p.Criteria {
					id := p.Criteria[k].ID
					native, ok := scorer.NearJSON(id)
					if inWasm := c.near(handle, id); !ok || inWasm != string(native) {
						t.Fatalf("%s: %s: %s: wasm and native differ\nwasm   %s\nnative %s", s.Key(), one.Name, id, inWasm, native)
					}
					told += strings.Count(string(native), "field")
				}
				if after := c.score(handle, records(cs.Texts(one))); after != before {
					t.Fatalf("%s: %s: the result has changed", s.Key(), one.Name)
				}
			}
		}
	}
	if told < 100 {
		t.Errorf("only %d changes", told)
	}
}

// code is the error code of a result; "" if it is a result.
func code(t *testing.T, result string) string {
	t.Helper()
	var r struct {
		Error struct{ Code string }
	}
	if err := json.Unmarshal([]byte(result), &r); err != nil {
		t.Fatalf("%v: %.200s", err, result)
	}
	return r.Error.Code
}

// What a broken page or file may hand over gives a typed error, and the instance
// lives on.
func TestBadInput(t *testing.T) {
	l := handbook(t)
	p := compiled(t, l.Find("step2-gold"))
	c := start(t)
	handle := c.load(p.Encode())
	blank := c.score(handle, "")
	alive := func(t *testing.T) {
		t.Helper()
		if got := c.score(handle, ""); got != blank {
			t.Errorf("afterwards a blank form gives %.200s", got)
		}
	}

	t.Run("programs", func(t *testing.T) {
		for name, in := range map[string]string{
			"empty": "", "text": "制度ではありません", "zeros": string(make([]byte, 1000)),
			"cut": string(p.Encode()[:500]), "longer": string(p.Encode()) + "\x00",
			"10 MB": strings.Repeat("\xff", 10<<20),
		} {
			if got := c.load([]byte(in)); got >= 0 {
				t.Errorf("%s: handle %d", name, got)
			}
		}
		alive(t)
	})
	t.Run("damaged programs", func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 2))
		good := p.Encode()
		loaded := 0
		for range 300 {
			b := bytes.Clone(good)
			for range 1 + r.IntN(3) {
				b[r.IntN(len(b))] = byte(r.Uint32())
			}
			if h := c.load(b); h >= 0 {
				loaded++
				code(t, c.score(h, "q04_eligible\x1f20\x1eq04_examined\x1f10\x1e"))
			}
		}
		t.Logf("%d of 300 were still programs", loaded)
		alive(t)
	})
	t.Run("handles", func(t *testing.T) {
		for _, h := range []int32{-1, 1 << 30, -1 << 31} {
			if got := code(t, c.score(h, "")); got != "handle" {
				t.Errorf("handle %d: code %q", h, got)
			}
		}
		alive(t)
	})
	t.Run("records", func(t *testing.T) {
		for _, in := range []string{"q04_eligible", "q04_eligible\x1f1\x1erest", "\x1e", strings.Repeat("x", 10<<20)} {
			if got := code(t, c.score(handle, in)); got != "answers" {
				t.Errorf("%.20q: code %q", in, got)
			}
		}
		alive(t)
	})
	t.Run("wishes", func(t *testing.T) {
		pinned := "q06\x1falways\x1e"
		if got := c.wish(handle, pinned); got != 0 {
			t.Errorf("%q: %d", pinned, got)
		}
		with := c.score(handle, "")
		for _, in := range []string{
			"q06", "q06\x1fnever", "q06\x1fnever\x1erest", "\x1e", "q06\x1fnever\x1eno_such\x1fnever\x1e", "q06\x1fperhaps\x1e",
			"q06\x1fnever -1\x1e", "q06\x1f " + strings.Repeat("9", 10<<20) + "\x1e",
		} {
			if got := c.wish(handle, in); got >= 0 {
				t.Errorf("%.40q: %d", in, got)
			}
		}
		for _, h := range []int32{-1, 1 << 30} {
			if got := c.wish(h, pinned); got >= 0 {
				t.Errorf("handle %d: %d", h, got)
			}
		}
		if got := int32(c.call("kijun_wishes", api.EncodeI32(handle), api.EncodeI32(-1))); got >= 0 {
			t.Errorf("a length of -1: %d", got)
		}
		if c.score(handle, "") != with || with == blank {
			t.Error("the wishes are not those of before")
		}
		if c.wish(handle, "") != 0 {
			t.Error("no wishes are not taken")
		}
		alive(t)
	})
	t.Run("criteria", func(t *testing.T) {
		for _, in := range []string{"", "no_such", "q06\x1f", strings.Repeat("q", 1<<20)} {
			if got := code(t, c.near(handle, in)); got != "criterion" {
				t.Errorf("%.20q: code %q", in, got)
			}
		}
		if got := code(t, c.near(-1, "q06")); got != "handle" {
			t.Errorf("code %q", got)
		}
		alive(t)
	})
	t.Run("answers", func(t *testing.T) {
		for _, in := range []string{
			"\x1f\x1e", "no_such_field\x1f1\x1e", "q04_eligible\x1f\xff\xfe\x1e", "q04_eligible[0].x\x1f1\x1e", "q04_eligible[\x1f1\x1e",
			"[\x1f1\x1e", "]\x1f1\x1e", "q04_eligible\x1f" + strings.Repeat("9", 100) + "\x1e",
			"q04_eligible\x1f" + strings.Repeat("9", 10<<20) + "\x1e", strings.Repeat("q05_s1\x1ftrue\x1e", 100_000),
		} {
			if got := code(t, c.score(handle, in)); got != "" {
				t.Errorf("%.30q: code %q, but a form's odd answer is a problem in the result", in, got)
			}
		}
		alive(t)
	})
	t.Run("lengths", func(t *testing.T) {
		for _, n := range []int32{-1, 16<<20 + 1, 1<<31 - 1} {
			if got := c.call("kijun_buffer", api.EncodeI32(n)); got != 0 {
				t.Errorf("buffer(%d) is %d", n, got)
			}
		}
		c.send([]byte("short"))
		for _, n := range []int32{-1, 1 << 30} {
			if got := int32(c.call("kijun_load", api.EncodeI32(n))); got >= 0 {
				t.Errorf("load(%d) is %d", n, got)
			}
			if got := code(t, c.result(c.call("kijun_score", api.EncodeI32(handle), api.EncodeI32(n)))); got == "" {
				t.Errorf("score(%d) is a result", n)
			}
		}
		alive(t)
	})
}

// Scoring again and again must not let the page's memory grow: a result has
// 15 kB and more, so 1,000 of them kept would be 15 MB more. The collector may take
// its time.
func TestMemoryStays(t *testing.T) {
	const settles = 4 << 20
	l := handbook(t)
	for _, cs := range l.Cases {
		c := start(t) // a page loads one program
		handle := c.load(compiled(t, cs.Scheme).Encode())
		answers := records(cs.Texts(cs.Cases[0]))
		for range 200 { // until the heap has found its size
			c.score(handle, answers)
		}
		before := c.mod.Memory().Size()
		for range 1000 {
			c.score(handle, answers)
		}
		after := c.mod.Memory().Size()
		if after > before+settles {
			t.Errorf("%s: memory went from %d to %d bytes in 1,000 calls", cs.Scheme.Key(), before, after)
		}
		t.Logf("%s: %.1f MB", cs.Scheme.Key(), float64(after)/(1<<20))
	}
}

// Whatever the core asks of its host, host.ts has.
func TestHostIsComplete(t *testing.T) {
	host, err := Scripts.ReadFile("host.ts")
	if err != nil {
		t.Fatal(err)
	}
	_, raw := built(t)
	ctx := context.Background()
	rt := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer rt.Close(ctx)
	mod, err := rt.CompileModule(ctx, raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range mod.ImportedFunctions() {
		module, name, _ := f.Import()
		if module != "wasi_snapshot_preview1" || !bytes.Contains(host, []byte("\n    "+name+":")) {
			t.Errorf("host.ts has no %s of %s", name, module)
		}
	}
	for _, name := range []string{"_initialize", "kijun_buffer", "kijun_load", "kijun_score", "kijun_wishes", "kijun_near"} {
		if mod.ExportedFunctions()[name] == nil {
			t.Error(fmt.Errorf("the core exports no %s", name))
		}
	}
}
