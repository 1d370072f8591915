// Punctuation between words and numbers that come from elsewhere.

export const open = "（";
export const close = "）";
export const comma = "、";
export const stop = "。";
export const to = "〜";
export const dot = "・";
export const yes = "はい";
export const no = "いいえ";
export const colon = "：";
export const bullet = "・";
export const locale = "ja-JP";
export const quoted = (words: string): string => `「${words}」`;
export const headline = (words: string): string => `【${words}】`;
/** era is the name of a year in the Japanese calendar, behind the year. */
export const era = (name: string): string => `（${name}）`;
export const fiscalYear = (year: number, era: string): string => `${year}年度（${era}年度）`;
