// What the company entered, as text, by the name of the input: one text, or the ticked options. What is not there is
// unanswered. Cells of a table are named field[0].column.

export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** mergeChanges is theirs with what was changed from base to mine. */
export function mergeChanges<Value>(base: Readonly<Record<string, Value>>, mine: Readonly<Record<string, Value>>, theirs: Readonly<Record<string, Value>>): Record<string, Value> {
  const merged = { ...theirs };
  for (const name of changedNames(base, mine)) {
    const value = mine[name];
    if (value === undefined) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}

/** changedNames are the names under which two sets differ. */
export function changedNames(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): string[] {
  return Object.keys({ ...a, ...b }).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

export function sameAnswers(a: Answers, b: Answers): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => String(a[key]) === String(b[key]));
}
