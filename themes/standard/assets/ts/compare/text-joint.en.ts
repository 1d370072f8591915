// The wording of text-joint.ts in English.

const efforts = (n: number): string => `${n} effort${n === 1 ? "" : "s"}`;

export const jointText = {
  pins: { "": "As you like", always: "Do it", never: "Do not" },
  way: (theme: string): string => `${theme}: how to go about it`,
  sum: (themes: number, effort: string): string => `${efforts(themes)}, ${effort} in all`,
  say: (themes: number, effort: string): string => `The plan was made again: ${efforts(themes)}, ${effort} in all.`,
  effort: (effort: string): string => `effort ${effort}`,
  decided: "To be done (not counted as effort)",
  gain: (points: string): string => `+${points} pts`,
  and: ", ",
  none: "Choose the schemes to aim for to get a plan.",
  reached: (schemes: string): string => `${schemes}: the requirements are met by your present answers.`,
  pinned: (scheme: string): string => `${scheme}: without what you decided against, the award cannot be reached. The plan leaves this scheme out.`,
  impossible: (scheme: string): string => `${scheme}: with your answers as they are, the award cannot be reached. The plan leaves this scheme out.`,
  themeless: (scheme: string, n: number): string => `${scheme}: ${n} criteria without a theme`,
} as const;
