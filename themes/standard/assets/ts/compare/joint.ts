// The plan over several schemes: a cheap set of efforts with which all of them are reached. An effort is a theme, and it
// counts once, with the most that it costs in one of the schemes.
//
// The core plans one scheme at a time. So the schemes are planned one after the other, and what an earlier one pays for a
// theme costs the later ones nothing; the order decides, so all orders are tried as long as they are few. That finds
// what is cheap together without claiming that nothing is cheaper.

import type { Plan, Wishes } from "kijun:host";

/** A candidate is a scheme that is to be reached. */
export interface Candidate {
  readonly scheme: string;
  readonly wishes: Wishes; // that its record has
  readonly criteria: readonly Member[]; // that are in a theme
  plan(wishes: Wishes): Plan | undefined;
}

/** A member is a criterion in a theme. */
export interface Member {
  readonly id: string;
  readonly theme: string;
  readonly effort: number;
}

export type Pins = Readonly<Record<string, "always" | "never">>; // by theme

export interface JointStep {
  readonly theme: string; // empty: in no theme
  readonly effort: number; // 0 where it is pinned: it is done anyway
  readonly pinned: boolean;
  readonly criteria: ReadonlyArray<{ readonly scheme: string; readonly id: string; readonly gain: number }>;
}

export interface Joint {
  readonly steps: readonly JointStep[];
  readonly effort: number;
  readonly blocked: ReadonlyArray<{ readonly scheme: string; readonly pinned: boolean }>; // cannot be reached
}

const allOrders = 4; // schemes; of more the one that adds least is taken next

/** A stage is what the schemes planned so far come to. */
interface Stage {
  readonly steps: ReadonlyMap<string, JointStep>;
  readonly blocked: Joint["blocked"];
}

export function planJointly(candidates: readonly Candidate[], pins: Pins): Joint {
  const known = new Map<string, Plan | undefined>();
  const extend = (stage: Stage, candidate: Candidate): Stage => {
    const { scheme, criteria } = candidate;
    const members = new Map(criteria.map((member) => [member.id, member]));
    const cost = (id: string): number => Number(candidate.wishes[id]?.effort ?? members.get(id)?.effort);
    const wishes: Record<string, Wishes[string]> = { ...candidate.wishes };
    for (const { id, theme } of criteria) {
      const pin = pins[theme] ?? candidate.wishes[id]?.pin;
      const left = Math.max(0, cost(id) - (stage.steps.get(theme)?.effort ?? 0));
      wishes[id] = { ...(pin === undefined ? {} : { pin }), effort: decimal(left) };
    }
    const key = scheme + JSON.stringify(wishes);
    if (!known.has(key)) known.set(key, candidate.plan(wishes));
    const plan = known.get(key);
    if (plan?.possible !== true) return { ...stage, blocked: [...stage.blocked, { scheme, pinned: plan?.without_pins === true }] };
    const steps = new Map(stage.steps);
    for (const { id, effort, gain, pinned = false } of plan.criteria) {
      const theme = members.get(id)?.theme ?? "";
      const name = theme === "" ? `${scheme}.${id}` : theme;
      const before = steps.get(name);
      const own = pinned ? 0 : theme === "" ? Number(effort) : cost(id);
      steps.set(name, {
        theme,
        effort: Math.max(before?.effort ?? 0, own),
        pinned: pinned && before?.pinned !== false,
        criteria: [...(before?.criteria ?? []), { scheme, id, gain: Number(gain) }],
      });
    }
    return { ...stage, steps };
  };

  const start: Stage = { steps: new Map(), blocked: [] };
  const stages = candidates.length <= allOrders
    ? orders(candidates).map((order) => order.reduce(extend, start))
    : [greedy(candidates, start, extend)];
  return stages.map(sum).reduce((best, other) => (better(other, best) ? other : best));
}

/** Where something is blocked, it is so in every order: what is blocked hangs on the pins alone. */
function better(a: Joint, b: Joint): boolean {
  return a.effort !== b.effort ? a.effort < b.effort : a.steps.length < b.steps.length;
}

function sum({ steps, blocked }: Stage): Joint {
  const list = [...steps.values()].sort((a, b) => b.criteria.length - a.criteria.length || a.effort - b.effort);
  return { steps: list, effort: Number(decimal(list.reduce((all, step) => all + step.effort, 0))), blocked };
}

function greedy(candidates: readonly Candidate[], start: Stage, extend: (stage: Stage, candidate: Candidate) => Stage): Stage {
  let stage = start;
  let rest = candidates;
  while (rest.length > 0) {
    const next = rest.map((candidate) => ({ candidate, stage: extend(stage, candidate) }))
      .reduce((best, other) => (better(sum(other.stage), sum(best.stage)) ? other : best));
    stage = next.stage;
    rest = rest.filter((candidate) => candidate !== next.candidate);
  }
  return stage;
}

function orders<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, i) => orders(list.filter((_, j) => j !== i)).map((others) => [first, ...others]));
}

/** decimal is an effort as the core reads it: with at most three places. */
export function decimal(effort: number): string {
  return String(Number(effort.toFixed(3)));
}
