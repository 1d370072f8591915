// What the company entered, as text, by the name of the input: one text, or the ticked options. What is not there is
// unanswered. Cells of a table are named field[0].column.

export type Answers = Readonly<Record<string, string | readonly string[]>>;

export function sameAnswers(a: Answers, b: Answers): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => String(a[key]) === String(b[key]));
}
