// Package criteria is the language that schemes are defined in: it reads and
// checks definitions, compiles them to programs for the scoring core, and reads
// their rules back as Japanese.
//
// Call [Read] first: it takes the files of a project and gives a [Library] and
// every problem it found. Then [Compile] a [Scheme] for the core (package score
// beside this one), or say its rules with [Scheme.Rule] and [Scheme.AwardRule].
//
// # Words
//
//   - scheme: a certification with criteria; it has editions
//   - edition: one year's text of a scheme, "step2-gold@2019-04"
//   - section: a heading that groups questions or criteria
//   - question: asked and not itself judged; has a number, fields, sub-questions
//   - field: one input; an answer is what was entered in it
//   - option: one choice of a choice field
//   - derived value: a value computed from answers
//   - constraint: a rule between answers: an error, a warning, or a reminder of what
//     no machine can check
//   - table, repeat: how the fields of a question are laid out: as a matrix, as rows
//     of which only those that are begun count
//   - mark: a sign beside questions, explained once
//   - cover: who fills a form in; kept apart from the answers, never judged
//   - last year: fields beside others that show what was answered then
//   - criterion: what is judged: met or not, or so many points
//   - points, tier: points of a criterion, by tiers of a value, by rules or by a count
//   - group: criteria of which all, any or at least n must be met
//   - not applicable: a criterion that leaves the total and the maximum
//   - evidence: papers that show a criterion
//   - award: what a scheme grants; its verdict is pass, fail or open
//   - bands: ranges of a number of the result, each with a title and a text
//   - scale: answers that several fields or criteria share, with points or without
//   - indicator: a measured figure: formula, unit, direction, perhaps a target
//   - survey: where several indicators get their answers from
//   - shared field: one answer that fields of several schemes take
//   - theme: an effort that criteria of several schemes ask for
//   - case: answers with the result that is expected, shipped beside a definition
//
// # Definition files
//
// A definition is YAML. Unknown and repeated keys are errors; so are ids used
// twice, names that nothing defines, and everything else that the check can tell
// before anyone sees a form. Its keys, types and shapes are in the JSON Schema
// that [Schema] writes (kijun schema scheme). Ids are ASCII letters, digits and _,
// beginning with a letter; ids of options may also be whole numbers. A text is
// Japanese, or a mapping of language tags to texts.
//
// What schemes have in common stands in *.fields.yaml ([Shared]): a field with
// "shared: id" takes the one answer of that id; a criterion with "theme: id", or in
// a section with one, stands beside those of other schemes. Where no file lists
// themes, every word is a theme. Fields are shared only where population, period and
// way of counting are the same; "not_shared" says why where they are not.
//
// Conditions and formulas are FEEL (package feel): names are the ids of fields
// and derived values, in an award also criteria (q04.met, q04.points,
// q04.applies), sections (checkup.total, checkup.maximum), total and maximum.
//
// # Meaning
//
//   - A field whose "when" does not hold is null, and so is what depends on it. Its
//     answer is kept, not judged.
//   - A condition holds only if it is true; null does not hold.
//   - Points come from the first tier or rule that holds; a count from the tier with
//     the greatest number that is reached. A hidden field is not counted.
//   - Evidence that is needed and not there takes all points, or makes the criterion
//     unmet, unless "without: no_effect".
//   - In the title of a group, {need} stands for the number that is needed.
//   - A criterion whose "applies" does not hold is not applicable. It leaves total
//     and maximum; where all items of a group are needed it does not stand in the
//     way; where some are, it is none of them.
//   - An unanswered field may still take every value that its type, range and
//     options allow; package score says what follows. Where it may stay blank for
//     good ("blanks: allowed", "optional: true") that is null, too: a survey that
//     may be handed in with blanks is certain of nothing that a blank could undo.
//     An answer counts there only once it is certain that it is asked for.
//     With "blank: 0" it is no set at all but that number, until it is answered.
//     A criterion on a scale that stays blank gives no points.
//   - Of repeated rows ("repeat") those that nobody began are absent, null, as soon
//     as one is begun. An answer in a new row can therefore widen what is possible;
//     so can the first answer where a blank counts as a number, and one for which a
//     constraint takes others back. Nothing else can.
//   - A constraint is broken only for certain. Each part of an assertion that is
//     joined by "and" is looked at by itself, so that only its own fields are called
//     into question. With "filled: true" it judges the
//     sheet as it stands: a blank is null, and answers to what is not asked are seen.
//     With "voids: true" the answers of a broken one count as unanswered, as they do
//     when a field itself forbids them.
//   - What fields forbid is reported as type, range, decimals (as range), exclusive,
//     length and required, or under the ids that "checks" gives.
//   - A criterion with "needs" stays open while one of these fields is asked and
//     not answered, even if no answer could change what it comes to; with a "when",
//     until it is certain that they are not needed.
//   - With "empty: 0" that number counts as no answer: sheets where a blank cell
//     comes as 0.
//   - The fields of the cover, and those for last year's answers, are not part of
//     what is judged; the latter may stand in constraints and derived values.
//   - A derived value that is a text is shown in its "words".
//   - Alternatives of a derived value are tried in turn: the first whose fields are
//     all answered counts, the last one otherwise.
//   - A table whose only column is called value is a list of its values. Rows are
//     filtered by their columns: count(people[weight > 60]).
//
// # Editions
//
// Answers of one edition go over into the next ([CarryOver], [Carry.Apply]): a field
// that has its old id and asks for the same takes its old answer. What differs an
// edition says against the one before, beside its sections:
//
//	renamed: {old_id: new_id, rows.tel: phone, ways.board: notice}
//	dropped: [fax, rows.memo, ways.pager]
//	asked_again: {drill: 回数で答えるようになりました, speed.days: 3日以内が2日以内になりました}
//	same_meaning: [staff, ways.mail]
//
// The lists mean this:
//
//   - An option is named with its field, a column with its table. renamed and dropped
//     name what the older edition has; asked_again and same_meaning what this one has.
//     A renamed option or column gets an id of its own place: "ways.board: notice". The
//     text of an option goes with its option. Names on the cover count like fields.
//     renamed may also name a criterion ("q07: q08"): no answer depends on that, but the
//     page of changes, links and redirects then know that the two are one.
//   - asked_again gives the reason to the company. Without a word an answer is asked
//     again, too, if its field has another type or unit, if it is an option that is
//     gone or has another label, or if it stands in a column of which that is true.
//     Whole numbers are numbers. The check warns of each that is said nowhere.
//   - same_meaning is for what is only put in other words: a unit, the labels of
//     options. It does not make an answer of another type.
//   - A bound that became narrower asks nothing again: the answer goes over, and where
//     it is out of the bound the field says so.
//   - What goes nowhere is dropped: listed, and kept in the old record. The check warns of
//     what is gone without being renamed or dropped.
//   - Over several editions these steps follow one another.
//
// [NewDiff] says what changed from one edition to another, criterion by criterion, in
// the sentences of the handbook.
//
// # Sites
//
// A field with "sites" says how the answers of several sites become that of their
// company ([AddSites]), in the words of FEEL:
//
//   - sum, of numbers
//   - max and min, of numbers and dates
//   - any and all, of yes and no; of several choices the options that any, or all, of
//     the sites ticked
//   - same, of every type: what all sites answered alike
//
// Where one site has not answered, or the sites do not agree on what must be the same,
// or a sum would not be exact, the company's answer is open. So is that of a field
// without the key, which the company answers for itself. A blank that counts as a
// number counts as that if another site answered. Records of a scheme without the
// key stand side by side, and are not added up.
//
// # Indicators
//
// A file of indicators (*.indicators.yaml) is computed by the same core:
// [Indicators].Scheme has its inputs as fields, its indicators as derived values and
// its categories as sections, so that programs, answers files and cases work for it
// as they do for schemes. Its keys are in the JSON Schema "indicators".
//
//   - What an indicator does not say (direction, population, unit, decimals, source,
//     frequency, period, zero, survey) it takes over from its survey, else from the
//     "defaults" of its category, else from those of the file. [Indicator].Own is
//     what it says itself.
//   - An indicator may have the id of an input; in formulas the name is the input.
//   - One without a formula is text only. It has no place in a result.
//   - A target is compared with the value before it is rounded. Where there is no
//     value it is neither met nor missed.
//   - Nothing to divide by is no 0 %: the indicator is not applicable, shown with the
//     words of "zero". An input that is missing makes it missing_input, one that
//     cannot be, or that breaks a constraint, invalid_input; the others are computed
//     all the same. A constraint disputes the inputs in its "fields" only, so that
//     a wrong part does not spoil what else the whole is used for.
//   - A table of records is open while it has no rows. (In a scheme such a table has
//     none, for good.)
//
// # What the check tells
//
// Of names and types: unknown names, operands of the wrong type, comparisons with
// options that do not exist. Of tables: gaps, overlaps, tiers that cannot be
// reached, values that can be null where nothing says what then. Of sums: a stated
// maximum that is not the greatest tier, or not the sum. Of groups: more needed than
// there are. Of conditions: those that can never hold, awards that nobody can
// reach or nobody can miss. Of layouts and repeated rows: cells of elsewhere, rows
// of unequal length or kind. Of fields and scales: those that nothing uses. Of
// indicators: a direction, population, unit, number of decimals or denominator that
// is not given, targets out of reach, always met or against the direction. Of editions:
// what became of fields, options and columns of the one before. What can happen is found
// by scoring a blank form, with the code that scores half-filled ones.
package criteria
