// The punctuation of marks.ts in English.

export const open = " (";
export const close = ")";
export const comma = ", ";
export const stop = ". ";
export const to = "–";
export const dot = " · ";
export const yes = "Yes";
export const no = "No";
export const colon = ": ";
export const bullet = "- ";
export const locale = "en-GB";
export const quoted = (words: string): string => `“${words}”`;
export const headline = (words: string): string => words;
export const era = (_name: string): string => "";
export const fiscalYear = (year: number, _era: string): string => `Fiscal ${year}`;
