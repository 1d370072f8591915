// What is missing to the next step of a criterion. Both scripts say it, so it is not in the text of one of them.

export const nearText = {
  points: (points: string): string => `${points}点になります`,
  met: "要件を満たします",
  none: "選択なし",
  more: (label: string, by: string, goal: string): string => `${label}があと${by}増えると、${goal}。`,
  less: (label: string, by: string, goal: string): string => `${label}があと${by}減ると、${goal}。`,
  to: (label: string, answer: string, goal: string): string => `「${label}」が「${answer}」になると、${goal}。`,
  count: (labels: readonly string[], more: number, n: number, goal: string): string =>
    `${labels.map((label) => `「${label}」`).join("")}${more > 0 ? `ほか${more}項目` : ""}のうち、あと${n}項目に当てはまると、${goal}。`,
  all: (labels: readonly string[], goal: string): string => `${labels.map((label) => `「${label}」`).join("と")}に当てはまると、${goal}。`,
} as const;
