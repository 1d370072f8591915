// The wording of text-near.ts in English.

export const nearText = {
  points: (points: string): string => `${points} pts`,
  met: "the requirement is met",
  none: "nothing chosen",
  more: (label: string, by: string, goal: string): string => `${label}: with ${by} more, ${goal}.`,
  less: (label: string, by: string, goal: string): string => `${label}: with ${by} less, ${goal}.`,
  to: (label: string, answer: string, goal: string): string => `“${label}”: with “${answer}”, ${goal}.`,
  count: (labels: readonly string[], more: number, n: number, goal: string): string =>
    `With ${n} more of ${labels.map((label) => `“${label}”`).join(", ")}${more > 0 ? ` and ${more} others` : ""}, ${goal}.`,
  all: (labels: readonly string[], goal: string): string => `With ${labels.map((label) => `“${label}”`).join(" and ")}, ${goal}.`,
} as const;
