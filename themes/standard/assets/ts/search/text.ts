// What the search says.

export const loading = "検索の準備をしています…";
export const failed = "検索の準備ができませんでした。";
export const offline = "ネットワークにつながっていないため、検索の準備ができませんでした。";
export const fromDisk = "ファイルとして開いたページでは検索できません。目次からお探しください。";
export const hits = (n: number): string => `${n}ページ見つかりました`;
export const nothing = (query: string): string => `「${query}」の見つかるページはありません。`;
export const tryOther = "短い言葉や、別の言い方でお試しください。";
export const searchFor = (query: string): string => `「${query}」で探す`;
export const more = (n: number): string => `続きを見る（あと${n}ページ）`;
export const between = "｜";
export const here = "この場所を開く";
