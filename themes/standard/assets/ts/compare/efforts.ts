// Which efforts help most schemes. An effort is a theme: a row of the page's table.

import type { ScoreResult } from "kijun:host";

/** A scheme that was scored. */
export interface Scored {
  readonly scheme: string;
  readonly result: ScoreResult;
  readonly begun: boolean; // it has a record of its own
}

/** What an effort would do for one scheme. */
export interface Help {
  readonly scheme: string;
  readonly begun: boolean;
  readonly criteria: readonly string[]; // that are open, unmet or met in part
  readonly planned: boolean; // the cheapest way to the award goes through one of them
  readonly gain: number; // points that the plan expects of them
}

export interface Effort {
  readonly theme: string;
  readonly help: readonly Help[];
}

/**
 * rank puts first what is left to do in most of the schemes that were begun; of those what stands in the plans of most,
 * then what would help the others as well: nobody is told to work for schemes that he may not want. A scheme whose awards
 * are all reached needs nothing more.
 */
export function rank(themes: ReadonlyMap<string, ReadonlyArray<readonly [scheme: string, criterion: string]>>, scored: readonly Scored[]): Effort[] {
  const efforts: Effort[] = [];
  for (const [theme, members] of themes) {
    const help = scored.flatMap(({ scheme, result, begun }) => {
      const award = Object.keys(result.awards).find((id) => result.awards[id]?.verdict !== "pass");
      if (award === undefined) return [];
      const steps = result.next[award]?.possible === true ? result.next[award].criteria : [];
      const criteria = members.filter(([of, id]) => of === scheme && left(result.criteria[id]?.status)).map(([, id]) => id);
      const planned = steps.filter((step) => criteria.includes(step.id));
      const gain = planned.reduce((sum, step) => sum + Number(step.gain), 0);
      return criteria.length === 0 ? [] : [{ scheme, begun, criteria, planned: planned.length > 0, gain }];
    });
    if (help.some((h) => h.begun)) efforts.push({ theme, help: help.sort((a, b) => Number(b.begun) - Number(a.begun)) });
  }
  const begun = (effort: Effort): number => effort.help.filter((h) => h.begun).length;
  const planned = (effort: Effort): number => effort.help.filter((h) => h.begun && h.planned).length;
  return efforts.sort((a, b) => begun(b) - begun(a) || planned(b) - planned(a) || b.help.length - a.help.length); // otherwise as in the table
}

export function left(status: string | undefined): boolean {
  return status === "open" || status === "unmet" || status === "partial";
}
