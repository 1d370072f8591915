// Which efforts help most schemes. An effort is a theme: a row of the page's table.

import type { ScoreResult } from "kijun:host";

/** A scheme that was scored. */
export interface Scored {
  readonly scheme: string;
  readonly result: ScoreResult;
}

/** What an effort would do for one scheme. */
export interface Help {
  readonly scheme: string;
  readonly criteria: readonly string[]; // that are open, unmet or met in part
  readonly planned: boolean; // the cheapest way to the award goes through one of them
  readonly gain: number; // points that the plan expects of them
}

export interface Effort {
  readonly theme: string;
  readonly help: readonly Help[];
}

/**
 * rank puts first what is left to do in most schemes; of those what stands in the plans of most. A scheme whose awards are
 * all reached needs nothing more.
 */
export function rank(themes: ReadonlyMap<string, ReadonlyArray<readonly [scheme: string, criterion: string]>>, scored: readonly Scored[]): Effort[] {
  const efforts: Effort[] = [];
  for (const [theme, members] of themes) {
    const help = scored.flatMap(({ scheme, result }) => {
      const award = Object.keys(result.awards).find((id) => result.awards[id]?.verdict !== "pass");
      if (award === undefined) return [];
      const steps = result.next[award]?.possible === true ? result.next[award].criteria : [];
      const criteria = members.filter(([of, id]) => of === scheme && left(result.criteria[id]?.status)).map(([, id]) => id);
      const planned = steps.filter((step) => criteria.includes(step.id));
      const gain = planned.reduce((sum, step) => sum + Number(step.gain), 0);
      return criteria.length === 0 ? [] : [{ scheme, criteria, planned: planned.length > 0, gain }];
    });
    if (help.length > 0) efforts.push({ theme, help });
  }
  const planned = (effort: Effort): number => effort.help.filter((h) => h.planned).length;
  return efforts.sort((a, b) => b.help.length - a.help.length || planned(b) - planned(a)); // otherwise as in the table
}

export function left(status: string | undefined): boolean {
  return status === "open" || status === "unmet" || status === "partial";
}
