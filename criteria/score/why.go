package score

// Why is the reason of a certain outcome as a sentence: the rule that decided,
// or that papers are missing. It is empty while the outcome is open.
func (r *Result) Why(c int) string {
	text, _, _ := r.reason(&r.s.p.Criteria[c], r.Criteria[c])
	return text
}

// reason is the sentence, the rule that decided (-1: none, or not certain which),
// and what it looked at.
func (r *Result) reason(c *Criterion, cr CriterionResult) (text string, rule int32, seen []int32) {
	p := r.s.p
	switch cr.Status {
	case StatusOpen:
		return "", -1, nil
	case StatusNA:
		return c.NotAsked, -1, nil
	}
	rule, why := r.s.decided(c)
	switch {
	case cr.papers == papersMissing && c.EvidenceCounts && (why == nil || c.Outcomes[why.Outcome].Cmp(cr.Points) != 0):
		if !c.Points {
			return p.message(msgNoPapersUnmet), rule, nil
		}
		return p.message(msgNoPapers, cr.Points.String()), rule, nil
	case why != nil:
		return why.Text, rule, why.Seen
	case c.Points:
		return p.message(msgEveryWay, cr.Points.String()), rule, nil
	case cr.Status == StatusMet:
		return p.message(msgEveryWayMet), rule, nil
	}
	return p.message(msgEveryWayUnmet), rule, nil
}

// whyJSON writes the reason of a certain outcome and the values that were seen.
func (r *Result) whyJSON(w *jsonWriter, c *Criterion, cr CriterionResult) {
	text, rule, seen := r.reason(c, cr)
	if text == "" {
		return
	}
	w.begin("why", '{')
	if rule >= 0 {
		w.count("rule", int64(rule))
	}
	w.begin("seen", '[')
	for _, ref := range seen {
		w.open('{')
		id, label, shown := r.seen(ref)
		w.text("id", id)
		w.text("label", label)
		w.text("text", shown)
		w.close('}')
	}
	w.close(']')
	w.text("text", text)
	w.close('}')
}

// seen is a field (ref ≥ 0) or a derived value (-1-ref) as a reader sees it.
func (r *Result) seen(ref int32) (id, label, shown string) {
	p := r.s.p
	if ref < 0 {
		d := &p.Derived[-1-ref]
		return d.ID, d.Label, p.displayDerived(d, r.Derived[-1-ref], true)
	}
	f := &p.Fields[ref]
	if v := r.s.effective(ref); v.exact {
		return f.ID, f.Label, p.displayField(f, v.val())
	}
	return f.ID, f.Label, p.message(msgBlank)
}

// Display is a derived value as a reader sees it, without its unit: rounded half
// up to its decimals. Of an indicator without a value it says why there is none.
func (r *Result) Display(d int) string {
	return r.s.p.displayDerived(&r.s.p.Derived[d], r.Derived[d], false)
}

func (p *Program) displayDerived(d *Derived, r DerivedResult, unit bool) string {
	switch {
	case r.Value.Kind != KNull:
	case d.Direction != 0 && r.Status == DerivedMissing:
		return p.message(msgMissing)
	case d.Direction != 0 && r.Status == DerivedInvalid:
		return p.message(msgInvalid)
	case d.Zero != "":
		return p.message(msgNotApplicable, d.Zero)
	default:
		return p.message(msgBlank)
	}
	if r.Value.Kind == KNum {
		s := r.Value.Num.String()
		if d.Decimals >= 0 {
			s = r.Value.Num.Fixed(int(d.Decimals))
		}
		if unit {
			s += d.Unit
		}
		return s
	}
	for _, o := range d.Words {
		if same(o.Value, r.Value) {
			return o.Label
		}
	}
	return p.displayValue(r.Value)
}

func (p *Program) displayField(f *Field, v Value) string {
	if v.Kind == KList {
		text := ""
		for i := range v.List {
			if i > 0 {
				text += p.message(msgComma)
			}
			text += f.optionLabel(v.List[i])
		}
		return text
	}
	if label := f.optionLabel(v); label != "" {
		return label
	}
	if v.Kind == KNum {
		return v.Num.String() + f.Unit
	}
	return p.displayValue(v)
}

func (f *Field) optionLabel(v Value) string {
	for i := range f.Options {
		if same(f.Options[i].Value, v) {
			return f.Options[i].Label
		}
	}
	return ""
}

func (p *Program) displayValue(v Value) string {
	switch v.Kind {
	case KNull:
		return p.message(msgBlank)
	case KBool:
		if v.IsTrue() {
			return p.message(msgYes)
		}
		return p.message(msgNo)
	case KStr:
		return v.Str
	case KDate:
		y, m, d := civilFromDays(v.Num.Num())
		return p.message(msgDate, Int(y).String(), Int(m).String(), Int(d).String())
	}
	return "" // a list: only fields have one
}
