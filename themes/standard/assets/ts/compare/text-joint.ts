// The wording of the plan over several schemes.

export const jointText = {
  pins: { "": "おまかせ", always: "必ずやる", never: "やらない" },
  way: (theme: string): string => `${theme}：取り組み方`,
  sum: (themes: number, effort: string): string => `${themes}件の取り組み、手間の合計${effort}`,
  say: (themes: number, effort: string): string => `計画を組み直しました。${themes}件の取り組み、手間の合計${effort}。`,
  effort: (effort: string): string => `手間${effort}`,
  decided: "必ずやる（手間に数えません）",
  gain: (points: string): string => `＋${points}点`,
  and: "、",
  none: "目指す制度を選ぶと、計画を組みます。",
  reached: (schemes: string): string => `${schemes}は、いまの回答で認定の基準を満たしています。`,
  pinned: (scheme: string): string => `「やらない」にしたものを除くと、${scheme}の認定に届く組み合わせがありません。この制度を除いて計画しています。`,
  impossible: (scheme: string): string => `${scheme}は、いまの回答のままではどの項目に取り組んでも認定に届きません。この制度を除いて計画しています。`,
  themeless: (scheme: string, n: number): string => `${scheme}の、テーマに分けていない${n}項目`,
} as const;
