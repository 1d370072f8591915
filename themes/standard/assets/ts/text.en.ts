// The wording of text.ts in English.

/** s is the ending of what is counted. */
const s = (n: number | string): string => (String(n) === "1" ? "" : "s");

export const abouts = { close: "Close all explanations" } as const;
export const theme = { auto: "Light or dark: automatic", light: "Light or dark: light", dark: "Light or dark: dark" } as const;

export const termAgain = "Touch again to open the glossary.";
export const update = { there: "There is a newer version.", reload: "Reload", close: "Close" } as const;

export const verdict = {
  pass: "The requirements are met",
  open: "Not decided yet",
  fail: "The requirements cannot be met as things are",
} as const;
export const statusPoints = { met: "Full points", partial: "Some points", unmet: "No points", open: "Open", na: "Not applicable" } as const;
export const statusMet = { met: "Met", partial: "Partly", unmet: "Not met", open: "Open", na: "Not applicable" } as const;

export const points = (range: string): string => `${range} pts`;
export const maximum = (range: string): string => ` / ${range} pts`;
export const sectionPoints = (range: string, of: string): string => `${range} / ${of} pts`;
export const sectionMet = (met: number, of: number): string => `${met} of ${of} met`;
export const sectionAside = (answered: number, all: number): string => `${answered} of ${all} answered (not part of the verdict)`;
export const group = (range: string, need: string): string => `${range} / ${need}`;
export const certain = (points: string): string => `Certain: ${points} pts`;
export const mark = (points: string): string => `Pass mark: ${points} pts`;
export const possible = (points: string): string => `Still possible: ${points} pts`;
export const progress = (answered: number, all: number): string => `${answered} of ${all} questions answered`;
export const stillOpen = (labels: readonly string[]): string => `Not answered yet: ${labels.join(", ")}`;
export const unmet = "The requirements are not met.";
export const met = "The requirements are met.";
export const saidNo = (labels: readonly string[]): string => `Answered with “No”: ${labels.join(", ")}`;
export const andMore = (n: number): string => `${n} more`;

export const withPapers = (total: string, awards: string): string => `With all papers ready, ${[total === "" ? "" : `the total is ${total}`, awards].filter((x) => x !== "").join(", and ")}.`;
export const withPapersAward = (award: string, verdict: string): string => `${award} becomes “${verdict}”`;

export const next = (award: string): string => `The combination with the least effort that reaches “${award}”. Efforts are a rough guide.`;
export const nextImpossible = (award: string): string => `With your answers as they are, “${award}” cannot be reached, whatever you work on. Please look over your answers.`;
export const nextPinned = (award: string): string => `Without the criteria that you decided against, “${award}” cannot be reached. You can change that under “Result and next steps”.`;
export const explanation = "Explanation";
export const gain = (points: string): string => `+${points} pts`;
export const showAll = (n: number): string => `Show ${n} more`;

export const problem = (label: string, message: string): string => (label === "" || message.includes(label) ? message : `${label}: ${message}`);

export const say = {
  total: (points: string): string => `Total ${points} points. `,
  award: (award: string, verdict: string): string => `${award}: ${verdict}. `,
  criterion: (title: string, state: string): string => `${title}: ${state}. `,
  problems: (n: number): string => (n === 0 ? "Nothing is left to check. " : `${n} thing${s(n)} to check. `),
} as const;

export const steps = {
  summary: (n: number, of: number, name: string): string => `${n} of ${of}: ${name}`,
  state: (answered: number, all: number, problems: number, deciding: number): string =>
    [`${answered} of ${all}`, problems > 0 ? `${problems} to check` : "", deciding > 0 ? `${deciding} unanswered for the verdict` : ""].filter((x) => x !== "").join(" · "),
  deciding: (n: number): string => `${n} question${s(n)} that the verdict needs ${n === 1 ? "is" : "are"} not answered`,
} as const;
export const jumps = { noneOpen: "No field is unanswered.", noProblem: "There is nothing to check." } as const;
export const folds = { all: "Fold all", none: "Unfold all" } as const;
export const groupMet = (met: number, of: number, need: string): string => `${met} / ${of} (${need} needed)`;
export const hiddenAnswers = (message: string, labels: readonly string[]): string => `${message}: ${labels.join(", ")}`;
export const counter = (left: number, most: number): string => (left < 0 ? `${-left} character${s(-left)} too many (${most} at most)` : `${left} character${s(left)} left (${most} at most)`);

export const result = { more: "Details", less: "Close" } as const;

export const rows = {
  add: "Add a row",
  pasted: (rows: number): string => `${rows} row${s(rows)} pasted.`,
  tooMany: (rows: number, most: number): string => `Too many rows (${rows} in all, ${most} at most). Nothing was pasted.`,
  tooWide: (columns: number): string => `Too many columns (${columns} from here to the right). Nothing was pasted.`,
} as const;

export const saved = {
  none: "Your answers are kept in the browser on this device only. Nothing is sent.",
  done: (time: string): string => `Saved on this device (${time}). Nothing is sent.`,
  failed: "Your answers cannot be saved on this device (storage is blocked or full). Use “Save to a file” before you close the page.",
  visiting: "What you see is not a record of this device. It has not been saved yet.",
  newer: "The answers on this device were saved by a newer version of the page. They are not saved automatically, so that nothing is overwritten.",
  wiped: "The answers saved on this device are gone, for instance because browser data was cleared. What you see now is still there.",
} as const;

export const record = {
  unnamed: "Record without a name",
  open: (name: string): string => `Record: ${name}`,
  others: "Other records",
  older: (edition: string): string => `There is a record of the ${edition} edition.`,
  carry: "Carry it over to this edition",
} as const;

export const history = {
  undone: (labels: readonly string[], n: number): string => `Undone: ${labels.join(", ")}${n > labels.length ? " and others" : ""}`,
  redone: (labels: readonly string[], n: number): string => `Redone: ${labels.join(", ")}${n > labels.length ? " and others" : ""}`,
} as const;

export const toast = {
  undo: "Undo",
  close: "Close",
  toFile: "Save to a file",
  keepAgain: "Save on this device again",
  keptAgain: "Saved on this device.",
  exported: (name: string): string => `Your answers were saved to ${name}.`,
  imported: (n: number): string => `${n} answer${s(n)} loaded from the file.`,
  ignored: (ids: string): string => `Left out, because this form does not have it: ${ids}`,
  lastYear: (n: number): string => `${n} answer${s(n)} of last year loaded.`,
  cleared: "Your answers were cleared.",
  undone: "Undone.",
  otherTab: "Answers that changed in another tab were loaded.",
  otherTabCleared: "Answers were cleared in another tab, so they were cleared here too.",
  damaged: "The answers saved before are damaged and could not be read. You begin with new ones.",
  noMore: "This part could not be loaded. Check the connection and try again. Your answers are still there.",
  noScore: "The judging has stopped. Your answers are still there. Please reload the page.",
} as const;

export const shared = {
  quote: ["“", "”"],
  from: ": the answer was taken over from there. If you change it here, it changes there too.",
  in: " uses this answer too.",
  differs: (answer: string): string => `: the answer there is “${answer}”.`,
  take: (answer: string): string => `Use “${answer}” here too`,
  changed: (labels: readonly string[]): string => `Answers that other schemes use too have changed: ${labels.join(", ")}`,
  left: (n: number): string => `${n} answer${s(n)} taken over from other schemes ${n === 1 ? "is" : "are"} still there.`,
} as const;

export const compare = {
  shown: "The present verdict of each scheme is shown.",
  count: (met: number, partial: number, unmet: number, open: number): string =>
    [`${met} met`, ...(partial > 0 ? [`${partial} partly`] : []), `${unmet} not met`, `${open} open`].join(" · "),
  problems: (n: number): string => `${n} thing${s(n)} to check. Please see the self-check.`,
  rest: (n: number): string => `What is left (${n})`,
  others: (n: number): string => `${n} more`,
  record: {
    shared: "You have not answered this scheme yet. It is judged by the answers that it shares with others.",
    damaged: "The answers saved on this device are damaged and cannot be read. Open the self-check to begin with new ones.",
    newer: "The answers on this device were saved by a newer version of the page, and cannot be read here.",
    blocked: "Saved answers cannot be read in this browser (storage is blocked).",
  },
  helps: (n: number): string => `Left to do in ${n} scheme${s(n)}`,
  notBegun: " (scheme without answers)",
  planned: "Short way to the award",
  and: ", ",
} as const;

export const clear = {
  title: "Clear your answers?",
  body: "All answers of this form are cleared, and what is saved on this device too. You can undo this as long as the page is open.",
  yes: "Clear",
  no: "Cancel",
} as const;

export const file = {
  tooLarge: "The file is too large (1 MB at most). Is it a file of answers?",
  unreadable: "The file could not be read.",
  empty: "The file is empty.",
  damagedJSON: "The file is damaged (it is not proper JSON).",
  notAnswers: "This does not seem to be a file of answers (it has no scheme and answers).",
  newer: "The file was made by a newer version of the page and cannot be loaded here.",
  otherScheme: (theirs: string, ours: string): string => `These are answers for another scheme (${theirs}). This form is for ${ours}.`,
  otherEdition: (theirs: string, ours: string): string => `These are answers for another edition (${theirs}). This form is for the ${ours} edition.`,
  noLastYear: "The file has no answers of last year that this form uses. Is it the file that you saved from last year’s form?",
  line: (n: number, what: string): string => `Line ${n} cannot be read: ${what}`,
  unchanged: "Your present answers are unchanged.",
  boolean: (id: string): string => `${id} must be true or false`,
  option: (id: string, value: string): string => `${id} has no option “${value}”`,
  list: (id: string): string => `${id} must be a single value`,
  scalar: (id: string): string => `the value of ${id} cannot be read`,
  yaml: {
    tab: "lines must be indented with blanks, not with tabs or full-width blanks",
    colon: "this is not of the form “key: value” (a colon and a blank)",
    duplicate: (key: string): string => `${key} is written twice`,
    indent: "this line is not indented like the others",
    quote: "a quotation mark is missing",
    list: "write several values on one line, as in [1, 3]",
    value: "a value written like this cannot be read",
  },
} as const;
