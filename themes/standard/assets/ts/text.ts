// All wording of the scripts on one screen. Texts that stand in the page before any script are the layouts'.
// Each is an export of its own, so that a script carries only those it says.

export const abouts = { close: "解説をすべて閉じる" } as const;
export const theme = { auto: "明暗：自動", light: "明暗：明るい", dark: "明暗：暗い" } as const;

export const termAgain = "もう一度触れると、用語集を開きます。";

export const update = { there: "新しい版があります。", reload: "再読み込み", close: "閉じる" } as const;

export const verdict = {
  pass: "基準を満たしています",
  open: "まだ決まっていません",
  fail: "このままでは基準に届きません",
} as const;
// points schemes and requirement schemes have different words for the same states
export const statusPoints = { met: "満点", partial: "一部得点", unmet: "得点なし", open: "未確定", na: "対象外" } as const;
export const statusMet = { met: "満たす", partial: "一部", unmet: "満たさない", open: "未確定", na: "対象外" } as const;

export const points = (range: string): string => `${range}点`;
export const maximum = (range: string): string => `／${range}点満点`;
export const sectionPoints = (range: string, of: string): string => `${range}点／${of}点`;
export const sectionMet = (met: number, of: number): string => `${of}項目のうち${met}項目を満たしています`;
export const sectionAside = (answered: number, all: number): string => `${all}問中${answered}問に回答（判定には入りません）`;
export const group = (range: string, need: string): string => `${range}／${need}項目`;
export const certain = (points: string): string => `確定 ${points}点`;
export const mark = (points: string): string => `合格ライン ${points}点`;
export const possible = (points: string): string => `まだ取れる ${points}点`;
export const progress = (answered: number, all: number): string => `${all}問中${answered}問に回答`;
export const stillOpen = (labels: readonly string[]): string => `まだの質問：${labels.join("、")}`;
export const unmet = "判定の基準を満たしていません。";
export const met = "判定の基準を満たしています。";
export const saidNo = (labels: readonly string[]): string => `「いいえ」と答えた質問：${labels.join("、")}`;
export const andMore = (n: number): string => `ほか${n}件`;

export const withPapers = (total: string, awards: string): string => `資料がすべてそろえば、${[total === "" ? "" : `${total}になります`, awards].filter((x) => x !== "").join("。")}。`;
export const withPapersAward = (award: string, verdict: string): string => `${award}は「${verdict}」に変わります`;

export const next = (award: string): string => `「${award}」に届くまでの、いちばん手間の少ない組み合わせです。手間は目安です。`;
export const nextImpossible = (award: string): string => `いまの回答のままでは、どの項目に取り組んでも「${award}」に届きません。回答を見直してください。`;
export const nextPinned = (award: string): string => `「やらない」にした項目を除くと、「${award}」に届く組み合わせがありません。「結果とこれから」で見直せます。`;
export const explanation = "解説";
export const gain = (points: string): string => `＋${points}点`;
export const showAll = (n: number): string => `ほか${n}件も表示`;

export const problem = (label: string, message: string): string => (label === "" || message.includes(label) ? message : `${label}：${message}`);

export const say = {
  total: (points: string): string => `合計${points}点。`,
  award: (award: string, verdict: string): string => `${award}は、${verdict}。`,
  criterion: (title: string, state: string): string => `${title}は${state}。`,
  problems: (n: number): string => (n === 0 ? "確かめるところはなくなりました。" : `確かめるところが${n}件あります。`),
} as const;

export const steps = {
  summary: (n: number, of: number, name: string): string => `${of}のうち${n}番目：${name}`,
  state: (answered: number, all: number, problems: number, deciding: number): string =>
    [`${all}問中${answered}問`, problems > 0 ? `要確認${problems}` : "", deciding > 0 ? `判定に使う未回答${deciding}` : ""].filter((x) => x !== "").join("・"),
  deciding: (n: number): string => `判定に使う設問のうち${n}問が未回答です`,
} as const;
export const jumps = { noneOpen: "未回答の欄はありません。", noProblem: "確かめるところはありません。" } as const;
export const folds = { all: "すべてたたむ", none: "すべて開く" } as const;
export const groupMet = (met: number, of: number, need: string): string => `${met}／${of}項目（${need}項目必要）`;
export const hiddenAnswers = (message: string, labels: readonly string[]): string => `${message}：${labels.join("、")}`;
export const counter = (left: number, most: number): string => (left < 0 ? `${-left}字多すぎます（${most}字まで）` : `あと${left}字（${most}字まで）`);

export const result = { more: "詳細", less: "閉じる" } as const;

export const rows = {
  add: "行を追加",
  pasted: (rows: number): string => `${rows}行を貼り付けました。`,
  tooMany: (rows: number, most: number): string => `行が多すぎます（全部で${rows}行。${most}行まで）。何も貼り付けていません。`,
  tooWide: (columns: number): string => `列が多すぎます（ここから右は${columns}列）。何も貼り付けていません。`,
} as const;

export const saved = {
  none: "回答は、この端末のブラウザーの中だけに保存されます。送信はされません。",
  done: (time: string): string => `この端末に保存しました（${time}）。送信はされません。`,
  failed: "この端末に保存できません（保存領域が使えないか、いっぱいです）。閉じる前に「ファイルに保存」してください。",
  visiting: "いま表示しているのは、この端末の記録ではありません。まだ保存されていません。",
  newer: "この端末にある回答は、新しい版のページで保存されたものです。上書きしないよう、自動保存を止めています。",
  wiped: "この端末に保存した回答が、ブラウザーのデータの消去などで無くなりました。いま表示している回答は、まだ残っています。",
} as const;

export const record = {
  unnamed: "名前のない記録",
  open: (name: string): string => `記録：${name}`,
  others: "ほかの記録",
  older: (edition: string): string => `${edition}版の記録があります。`,
  carry: "この版へ引き継ぐ",
} as const;

export const history = {
  undone: (labels: readonly string[], n: number): string => `元に戻しました：${labels.join("、")}${n > labels.length ? "など" : ""}`,
  redone: (labels: readonly string[], n: number): string => `やり直しました：${labels.join("、")}${n > labels.length ? "など" : ""}`,
} as const;

export const toast = {
  undo: "元に戻す",
  close: "閉じる",
  toFile: "ファイルに保存",
  keepAgain: "この端末に保存し直す",
  keptAgain: "この端末に保存しました。",
  exported: (name: string): string => `回答を ${name} に保存しました。`,
  imported: (n: number): string => `ファイルから${n}件の回答を読み込みました。`,
  ignored: (ids: string): string => `この用紙にない項目は読み飛ばしました：${ids}`,
  lastYear: (n: number): string => `昨年度の回答を${n}件読み込みました。`,
  cleared: "回答を消しました。",
  undone: "元に戻しました。",
  otherTab: "別のタブで変えられた回答を読み込みました。",
  otherTabCleared: "別のタブで回答が消されたので、このタブでも消しました。",
  damaged: "前に保存した回答は壊れていて読めませんでした。新しい回答として始めます。",
  noMore: "この部分を読み込めませんでした。通信を確かめて、もう一度お試しください。回答は残っています。",
  noScore: "判定の計算が止まりました。回答は残っています。ページを読み込み直してください。",
} as const;

export const shared = {
  quote: ["『", "』"],
  from: "の回答から引き継ぎました。ここで変えると、そちらの回答も変わります。",
  in: "でも、この回答を使っています。",
  differs: (answer: string): string => `では「${answer}」と答えています。`,
  take: (answer: string): string => `「${answer}」にそろえる`,
  changed: (labels: readonly string[]): string => `ほかの制度でも使っている回答が変わりました：${labels.join("、")}`,
  left: (n: number): string => `ほかの制度の回答から引き継いだ${n}件は残っています。`,
} as const;

export const compare = {
  shown: "各制度のいまの判定を表示しました。",
  count: (met: number, partial: number, unmet: number, open: number): string =>
    [`満たす${met}`, ...(partial > 0 ? [`一部${partial}`] : []), `満たさない${unmet}`, `未確定${open}`].join("・"),
  problems: (n: number): string => `確かめるところが${n}件あります。自己チェックで見てください。`,
  rest: (n: number): string => `残っている項目（${n}）`,
  others: (n: number): string => `ほか${n}項目`,
  record: {
    shared: "この制度にはまだ答えていません。ほかの制度と共通の回答だけで判定しています。",
    damaged: "この端末に保存した回答が壊れていて読めません。自己チェックを開くと、新しい回答として始められます。",
    newer: "この端末にある回答は、新しい版のページで保存されたものなので、ここでは読めません。",
    blocked: "このブラウザーでは保存した回答を読めません（保存領域が使えません）。",
  },
  helps: (n: number): string => `${n}制度で残っています`,
  notBegun: "（まだ回答のない制度）",
  planned: "認定への近道",
  and: "、",
} as const;

export const clear = {
  title: "回答を消しますか",
  body: "この用紙の回答をすべて消し、この端末に保存した分も消します。消したあとも、このページを開いているあいだは元に戻せます。",
  yes: "消す",
  no: "やめる",
} as const;

export const file = {
  tooLarge: "ファイルが大きすぎます（1MBまで）。回答のファイルか確かめてください。",
  unreadable: "ファイルを読めませんでした。",
  empty: "ファイルの中身が空です。",
  damagedJSON: "ファイルが壊れていて読めません（JSONとして正しくありません）。",
  notAnswers: "回答のファイルではないようです（scheme と answers がありません）。",
  newer: "新しい版のページで作られたファイルなので、ここでは読み込めません。",
  otherScheme: (theirs: string, ours: string): string => `別の制度（${theirs}）の回答です。この用紙は ${ours} です。`,
  otherEdition: (theirs: string, ours: string): string => `別の版（${theirs}）の回答です。この用紙は ${ours} 版です。`,
  noLastYear: "この用紙で使う昨年度の回答が、ファイルにありません。昨年度の用紙で「ファイルに保存」したファイルか確かめてください。",
  line: (n: number, what: string): string => `${n}行目を読めません：${what}`,
  unchanged: "いまの回答は変えていません。",
  boolean: (id: string): string => `${id} は true か false で書きます`,
  option: (id: string, value: string): string => `${id} に「${value}」という選択肢はありません`,
  list: (id: string): string => `${id} は一つの値で書きます`,
  scalar: (id: string): string => `${id} の値を読めません`,
  yaml: {
    tab: "字下げに全角の空白やタブが使われています。半角の空白にしてください",
    colon: "「項目: 値」の形ではありません（半角の「:」と空白が要ります）",
    duplicate: (key: string): string => `${key} が二度書かれています`,
    indent: "字下げの幅が、ほかの行とそろっていません",
    quote: "引用符が閉じていません",
    list: "いくつかの値は [1, 3] の形で一行に書いてください",
    value: "この書き方の値は読めません",
  },
} as const;
