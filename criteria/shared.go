package criteria

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/feel"
)

// Shared is what schemes have in common (*.fields.yaml): answers that are asked
// once, look-alikes that are not, and the themes of efforts.
type Shared struct {
	Fields    []*Field // whose answer every field with this mark takes
	NotShared []*NotShared
	Themes    []*Theme
}

// NotShared says of fields that look alike why each has an answer of its own.
type NotShared struct {
	Pos    Pos
	Fields []SchemeField // of at least two schemes
	Why    Text
}

// A SchemeField names a field or a derived value of a scheme's newest edition.
type SchemeField struct {
	Pos           Pos
	Scheme, Field string
}

// A Theme is an effort that criteria of several schemes ask for.
type Theme struct {
	Pos         Pos
	ID          string
	Title, Note Text
}

// Field finds a shared field by its id, or nil.
func (s *Shared) Field(id string) *Field {
	if i := slices.IndexFunc(s.Fields, func(f *Field) bool { return f.ID == id }); i >= 0 {
		return s.Fields[i]
	}
	return nil
}

// A sharedReader reads the files of a project into one. The same id in two of
// them would be two meanings of one word.
type sharedReader struct {
	schemeReader
	to *Shared
}

// readShared reads one file and adds what it says.
func readShared(file string, data []byte, to *Shared) Diagnostics {
	r := &sharedReader{schemeReader{reader: reader{file: file}, scheme: &Scheme{}}, to}
	top := r.document(data)
	if top == nil {
		return r.ds
	}
	r.mapping(top, "共通の定義", []key{
		{"fields", r.sharedFields, false},
		{"not_shared", r.notShared, false},
		{"themes", r.themes, false},
	})
	return r.ds
}

func (r *sharedReader) sharedFields(n *yaml.Node) {
	r.entries(n, "fields", func(k, v *yaml.Node) {
		// As in a column of a table: what a shared field means hangs on no other answer.
		f := r.field(k, v, true)
		if first := r.to.Field(f.ID); first != nil {
			r.twice(k, "共通の入力欄", f.ID, first.Pos)
			return
		}
		r.to.Fields = append(r.to.Fields, f)
	})
}

func (r *sharedReader) themes(n *yaml.Node) {
	r.entries(n, "themes", func(k, v *yaml.Node) {
		t := &Theme{Pos: r.at(k)}
		r.id(k, &t.ID)
		r.mapping(v, "テーマ「"+t.ID+"」", []key{
			{"title", func(n *yaml.Node) { r.text(n, "title", &t.Title) }, true},
			{"note", func(n *yaml.Node) { r.text(n, "note", &t.Note) }, false},
		})
		for _, first := range r.to.Themes {
			if first.ID == t.ID {
				r.twice(k, "テーマ", t.ID, first.Pos)
				return
			}
		}
		r.to.Themes = append(r.to.Themes, t)
	})
}

func (r *sharedReader) twice(n *yaml.Node, what, id string, first Pos) {
	r.report(n, "duplicate_id", what+"「"+id+"」はすでに書かれています（"+first.String()+"）", "どちらかを消すか、別の id にしてください")
}

func (r *sharedReader) notShared(n *yaml.Node) {
	for _, i := range r.items(n, "not_shared") {
		ns := &NotShared{Pos: r.at(i)}
		r.mapping(i, "not_shared", []key{
			{"fields", func(n *yaml.Node) {
				for _, i := range r.items(n, "fields") {
					scheme, field, ok := strings.Cut(i.Value, ".")
					if !ok || !idPattern.MatchString(field) {
						r.report(i, "id", "「"+i.Value+"」は入力欄の名前ではありません", "「制度のid.入力欄のid」の形で書いてください（例: step2-gold.q01_eligible）")
						continue
					}
					ns.Fields = append(ns.Fields, SchemeField{r.at(i), scheme, field})
				}
			}, true},
			{"why", func(n *yaml.Node) {
				if r.text(n, "why", &ns.Why); strings.TrimSpace(ns.Why.In("ja")) == "" {
					r.report(n, "empty", "共有しない理由（why）が空です", "何が違うのか（対象者、年度など）を書いてください")
				}
			}, true},
		})
		r.to.NotShared = append(r.to.NotShared, ns)
	}
}

// checkShared compares the marks of all schemes with the shared definitions.
func (l *Library) checkShared() Diagnostics {
	c := &sharedChecker{Shared: l.Shared}
	users := map[string][]string{} // shared field to ids of schemes
	for _, s := range l.All() {
		taken := map[string]*Field{}
		for _, f := range s.AllFields() {
			id := f.Shared.Sign
			if id == "" {
				continue
			}
			if first := taken[id]; first != nil {
				c.report(f.Shared.Pos, "shared", "入力欄「"+f.ID+"」と「"+first.ID+"」が、同じ答え「"+id+"」を使おうとしています", "1つの制度の中では、入力欄を1つにまとめてください")
				continue
			}
			taken[id] = f
			if !slices.Contains(users[id], s.ID) {
				users[id] = append(users[id], s.ID)
			}
			c.field(f)
		}
	}
	for _, f := range c.Fields {
		if len(users[f.ID]) < 2 {
			c.ds = append(c.ds, Diagnostic{Pos: f.Pos, Severity: Warning, Code: "unused", Msg: "共通の入力欄「" + f.ID + "」を使う制度が2つありません",
				Hint: "2つ以上の制度の入力欄に「shared: " + f.ID + "」を書くか、消してください"})
		}
	}
	c.themes(l)
	for _, ns := range c.NotShared {
		c.notShared(l, ns)
	}
	return c.ds
}

type sharedChecker struct {
	*Shared
	ds Diagnostics
}

func (c *sharedChecker) report(pos Pos, code, msg, hint string) {
	c.ds = append(c.ds, Diagnostic{Pos: pos, Code: code, Msg: msg, Hint: hint})
}

// field checks that a field asks for the same kind of answer as the shared one.
func (c *sharedChecker) field(f *Field) {
	s := c.Field(f.Shared.Sign)
	if s == nil {
		ids := make([]string, len(c.Fields))
		for i, f := range c.Fields {
			ids[i] = f.ID
		}
		hint := feel.Hint(feel.Nearest(f.Shared.Sign, ids))
		if hint == "" {
			hint = "criteria/ の下の *.fields.yaml の fields に書いてください"
		}
		c.report(f.Shared.Pos, "unknown", "共通の入力欄「"+f.Shared.Sign+"」はありません", hint)
		return
	}
	differ := func(what, key, ours, theirs string) {
		c.report(f.Shared.Pos, "shared", "入力欄「"+f.ID+"」の"+what+"（"+key+": "+cmp.Or(ours, "なし")+"）が、共通の入力欄「"+s.ID+"」（"+cmp.Or(theirs, "なし")+"）と違います",
			"意味が同じなら"+what+"をそろえ、違うなら shared を消してください")
	}
	switch {
	case f.Type != s.Type:
		differ("種類", "type", f.Type.String(), s.Type.String())
	case f.Unit.In("ja") != s.Unit.In("ja"):
		differ("単位", "unit", f.Unit.In("ja"), s.Unit.In("ja"))
	case f.Decimals != s.Decimals:
		differ("小数の桁数", "decimals", decimals(f), decimals(s))
	case optionIDs(f) != optionIDs(s):
		differ("選択肢", "options", optionIDs(f), optionIDs(s))
	}
}

func decimals(f *Field) string {
	if f.Decimals < 0 {
		return ""
	}
	return strconv.Itoa(f.Decimals)
}

// optionIDs are the ids of a field's options; their order is a matter of display.
func optionIDs(f *Field) string {
	var ids []string
	for _, o := range f.Options {
		ids = append(ids, o.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, "、")
}

// themes checks the marks of sections and criteria. Where no file lists themes
// they are free words.
func (c *sharedChecker) themes(l *Library) {
	if len(c.Themes) == 0 {
		return
	}
	ids := make([]string, len(c.Themes))
	for i, t := range c.Themes {
		ids[i] = t.ID
	}
	check := func(m Mark) {
		if m.Sign == "" || slices.Contains(ids, m.Sign) {
			return
		}
		hint := feel.Hint(feel.Nearest(m.Sign, ids))
		if hint == "" {
			hint = "使えるテーマ: " + strings.Join(ids, "、") + "。増やすときは *.fields.yaml の themes に書いてください"
		}
		c.report(m.Pos, "unknown", "テーマ「"+m.Sign+"」はありません", hint)
	}
	for _, s := range l.Schemes {
		for _, sec := range s.Sections {
			check(sec.Theme)
			for _, k := range sec.Criteria {
				check(k.Theme)
			}
		}
	}
}

func (c *sharedChecker) notShared(l *Library, ns *NotShared) {
	var schemes []string
	shared := map[string]bool{}
	for _, f := range ns.Fields {
		s := l.Find(f.Scheme)
		if s == nil {
			if !l.broken {
				c.report(f.Pos, "scheme", "制度「"+f.Scheme+"」の定義がありません", feel.Hint(l.Near(f.Scheme)))
			}
			continue
		}
		if !slices.Contains(schemes, s.ID) {
			schemes = append(schemes, s.ID)
		}
		n := s.names
		i, ok := n.fieldIndex[f.Field]
		if _, derived := n.derivedIndex[f.Field]; !ok && !derived {
			c.report(f.Pos, "unknown", "制度「"+s.Key()+"」に「"+f.Field+"」という入力欄はありません", n.nearField(f.Field))
		}
		if !ok {
			continue
		}
		if id := n.fields[i].Shared.Sign; id != "" {
			if shared[id] {
				c.report(f.Pos, "shared", "「"+f.Scheme+"."+f.Field+"」は「"+id+"」として共有されています", "共有するか、しないか、どちらか一方だけを書いてください")
			}
			shared[id] = true
		}
	}
	if len(schemes) == 1 && !l.broken {
		c.report(ns.Pos, "shared", "共有しない入力欄には、2つ以上の制度のものを並べます", "「fields: [制度A.入力欄, 制度B.入力欄]」のように書いてください")
	}
}
