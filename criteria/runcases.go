package criteria

// A CaseFailure is an expectation that a result did not meet.
type CaseFailure struct {
	Pos                   Pos
	Case, What, Want, Got string
}

// A CasesReport is what running the cases of a scheme gave.
type CasesReport struct {
	Scheme    *Scheme
	Cases     int
	Failures  []CaseFailure
	Unreached []string // rules, conditions and constraints that no case reaches
	Branches  int      // how many there are in all
}

// RunCases runs all cases of a scheme, from however many files.
func (l *Library) RunCases(s *Scheme) (*CasesReport, error) {
	p, err := Program(s, "ja")
	if err != nil {
		return nil, err
	}
	rep := &CasesReport{Scheme: s}
	cov := newCoverage(s, p)
	scorer, answers := p.NewScorer(), p.NewAnswers()
	for _, cs := range l.Cases {
		if cs.Scheme != s {
			continue
		}
		for _, c := range cs.Cases {
			answers.Reset()
			cs.Answers(c, answers)
			res := &caseResult{p, scorer.Score(answers)}
			rep.Cases++
			cov.note(res.r)
			for _, e := range c.expect {
				if got := e.got(res); got != e.want {
					rep.Failures = append(rep.Failures, CaseFailure{e.pos, c.Name, e.what, e.want, got})
				}
			}
		}
	}
	rep.Unreached, rep.Branches = cov.missing(), len(cov.names)
	return rep, nil
}
