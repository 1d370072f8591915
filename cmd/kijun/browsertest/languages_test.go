package browsertest

import "testing"

// Answers that were given in one language are there in the other, and judged the same.
func TestAnswersInBothLanguages(t *testing.T) { both(t, answersInBothLanguages) }

// judgement is what a self-check says, without the words: the attributes of its contract.
const judgement = `[...document.querySelectorAll("[data-result], [data-award], [data-criterion]")].map((e) =>
	["data-criterion", "data-award", "data-verdict", "data-status", "data-points-min", "data-points-max", "data-total-min", "data-total-max", "data-maximum-min", "data-maximum-max"]
		.map((name) => e.getAttribute(name) ?? "").join(" ")).join("\n")`

func answersInBothLanguages(t *visitor) {
	v := visit(t, serve(t, nil))
	v.open("en/schemes/step2-gold/check/")
	v.wait(`html[data-selfcheck="ready"][lang="en"]`)
	blank := eval[string](v, judgement)
	v.fill(texts(t, "step2-gold", "S01")[:4])
	const answered = `[data-result]:not([data-total-min="0"])`
	v.wait(answered)
	v.wait(saved)
	english := eval[string](v, judgement)
	v.click(`a.language`)
	v.wait(`html[data-selfcheck="ready"][lang="ja"] ` + answered)
	if got := eval[string](v, judgement); got != english || got == blank {
		t.Errorf("in Japanese the result is\n%s\nin English it was\n%s", got, english)
	}
}
