package site

import (
	"encoding/json"

	"kijun/criteria"
)

// What a self-check is told about the editions of its scheme and about sites. It stands
// in the form as JSON, in a data block that no browser runs:
//
//	<script type="application/json" data-editions>{"editions":[…],"sites":{…}}</script>

// EditionsData is what the script needs to score records of all editions, to take the
// answers of an older edition over into the page's own, and to add up sites.
type EditionsData struct {
	Editions []EditionData `json:"editions"` // the page's own, then the others, newest first

	Sites  map[string]string `json:"sites,omitempty"`  // field to sum, max, min, any, all or same; see criteria.AddSites
	Blanks map[string]string `json:"blanks,omitempty"` // of those fields, what one that a site left blank counts as, if another site answered: "0", "false"
}

// EditionData is one edition. Addresses are relative to the page.
type EditionData struct {
	Edition   string     `json:"edition"`
	Title     string     `json:"title"`
	Check     string     `json:"check"`   // its self-check; in a single file its full address, empty where that is not known
	Program   string     `json:"program"` // the compiled definition
	Integrity string     `json:"integrity"`
	Carry     *CarryData `json:"carry,omitempty"` // into the page's edition; of older editions only
}

// CarryData is a [criteria.Carry] in the page's language. Names are those of the older
// edition: "q1" is a field, "q1.yes" an option of it, "rows.name" a column of a table.
// What is in no list goes over under its own name.
type CarryData struct {
	Renamed map[string]string `json:"renamed,omitempty"` // to the new id of the field; of an option or column: its own new id
	Dropped []string          `json:"dropped,omitempty"` // fields and columns that have no place any more
	Again   map[string]string `json:"again,omitempty"`   // what must be answered anew, and why; "q1.yes": only where that was the answer, or one of several
	Labels  map[string]string `json:"labels,omitempty"`  // of all that is dropped or asked again
	New     []string          `json:"new,omitempty"`     // fields and columns of the page's edition, by its own names, that had no answer before
}

// editionsData is the block of an edition's page.
func (r *rendering) editionsData(e *edition, root string) HTML {
	all := r.library.Editions(e.ID)
	d := EditionsData{Editions: []EditionData{r.editionData(e, root)}, Sites: map[string]string{}, Blanks: map[string]string{}}
	for _, f := range e.AllFields() {
		if f.Sites == criteria.NoSites {
			continue
		}
		d.Sites[f.ID] = f.Sites.String()
		if f.Blank != nil {
			d.Blanks[f.ID] = f.Blank.Rat.String()
			if f.Type == criteria.Boolean {
				d.Blanks[f.ID] = "false"
			}
		}
	}
	for i := len(r.schemes) - 1; i >= 0; i-- {
		other := r.schemes[i]
		if other.ID != e.ID || other == e {
			continue
		}
		x := r.editionData(other, root)
		if other.Edition < e.Edition {
			x.Carry = carryData(criteria.CarryOver(all, other.Scheme, e.Scheme), e.lang)
		}
		d.Editions = append(d.Editions, x)
	}
	if len(d.Editions) == 1 && len(d.Sites) == 0 {
		return ""
	}
	b, err := json.Marshal(d) // <, > and & are escaped, so that no text ends the block
	if err != nil {
		panic(err) // strings only
	}
	return HTML(b)
}

func (r *rendering) editionData(e *edition, root string) EditionData {
	program, check := r.held(root, e.program, programID(e)), string(r.checkPath(e, root))
	if r.single {
		if check = ""; r.config.BaseURL != "" {
			check = string(r.checkPath(e, r.config.BaseURL))
		}
	}
	return EditionData{Edition: e.Edition, Title: e.Title.In(e.lang), Check: check,
		Program: string(program.URL), Integrity: string(program.Integrity)}
}

func carryData(c *criteria.Carry, lang string) *CarryData {
	texts := func(ts map[string]criteria.Text) map[string]string {
		m := map[string]string{}
		for id, t := range ts {
			m[id] = t.In(lang)
		}
		return m
	}
	return &CarryData{Renamed: c.Renamed, Dropped: c.Dropped, Again: texts(c.Again), Labels: texts(c.Labels), New: c.New}
}
