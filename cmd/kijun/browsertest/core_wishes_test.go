package browsertest

import "testing"

// What a page wishes of the plans holds until it wishes something else, also when
// the core had to be started anew, and what is no wish changes nothing.
func TestWishes(t *testing.T) { both(t, wishes) }

func wishes(t *visitor) {
	v := openLaboratory(t)
	v.load("step2-gold")
	got := eval[[]string](v, `(() => {
		const says = (f) => { try { f(); return "done"; } catch (err) { return err.name + " " + err.code; } };
		const plan = () => {
			const { possible, without_pins, criteria } = program.score([]).next.gold;
			const some = criteria.filter(({ id }) => id === "q06" || id === "q16" || id === "q08");
			return [possible, without_pins, ...some.map(({ id, effort, pinned }) => [id, effort, pinned].join(" "))].join(", ");
		};
		const said = [];
		program.wish({ q16: { pin: "never" }, q06: { pin: "always" }, q08: { effort: "1.5" } });
		said.push(plan());
		core.restart();
		said.push(plan());
		said.push(says(() => program.wish({ q06: {}, no_such: { pin: "never" } })), says(() => program.wish({ q06: { effort: "-1" } })), says(() => program.wish({ q06: { effort: "1\x1eq08\x1f" } })), plan());
		program.wish(Object.fromEntries(Object.keys(program.score([]).criteria).map((id) => [id, { pin: "never" }])));
		said.push(plan());
		program.wish({});
		said.push(String(plan() === (program.wish({ q08: {} }), plan())));
		return said;
	})()`)
	wished := "true, , q06 0 true, q08 1.5 "
	want := []string{wished, wished, "CoreError wishes", "CoreError wishes", "CoreError wishes", wished, "false, true", "true"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %q, want %q", i, got[i], want[i])
		}
	}
}

// What brings a criterion further, as the page asks for it.
func TestNear(t *testing.T) {
	v := openLaboratory(t)
	v.load("step2-gold")
	got := eval[[]string](v, `(() => {
		const said = [];
		const near = (id) => { try { program.near(id); said.push(given); } catch (err) { said.push(err.name + " " + err.code); } };
		near("q04");
		const answers = [["q04_eligible", "40"], ["q04_examined", "12"], ["q04_evidence", "true"], ["q06_s1", "false"], ["q06_s2", "false"], ["q06_evidence", "true"]];
		program.score(answers);
		const before = given;
		near("q04"), near("q06"), near("q05"), near("no_such");
		program.score(answers);
		said.push(String(given === before));
		core.restart();
		near("q04");
		return said;
	})()`)
	want := []string{"[]", `[{"by":"8","field":"q04_examined","from":"12","points":10,"to":"20"}]`, `[{"count":1,"fields":["q06_s1","q06_s2"],"points":3}]`, "[]", "CoreError criterion", "true", "[]"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %q, want %q", i, got[i], want[i])
		}
	}
}
