// Exact decimals. Whether a value is better than last year's or meets a target is decided on the digits that were typed,
// never on a binary fraction that stands near them.

export interface Decimal {
  readonly n: bigint; // the digits
  readonly scale: number; // of which so many stand behind the point
}

/** parseDecimal reads plain digits: "-12.30". */
export function parseDecimal(plain: string): Decimal | null {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?$/u.exec(plain);
  const [, sign = "", whole = "", rest = ""] = found ?? [];
  if (found === null || whole + rest === "") return null;
  const n = BigInt(whole + rest);
  return { n: sign === "-" ? -n : n, scale: rest.length };
}

/** compare is below, at or above 0 as a is below, at or above b. */
export function compare(a: Decimal, b: Decimal): number {
  const difference = subtract(a, b).n;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function add(a: Decimal, b: Decimal): Decimal {
  return subtract(a, { n: -b.n, scale: b.scale });
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { n: raised(a, scale) - raised(b, scale), scale };
}

function raised(a: Decimal, scale: number): bigint {
  return a.n * 10n ** BigInt(scale - a.scale);
}

/** round gives so many decimals, rounded half up, away from zero as the scoring core does; -1 leaves the value as it is. */
export function round(a: Decimal, decimals: number): Decimal {
  if (decimals < 0 || a.scale === decimals) return a;
  if (a.scale < decimals) return { n: raised(a, decimals), scale: decimals };
  const unit = 10n ** BigInt(a.scale - decimals);
  const size = a.n < 0n ? -a.n : a.n;
  const n = (2n * size + unit) / (2n * unit);
  return { n: a.n < 0n ? -n : n, scale: decimals };
}

/** format writes digits as they are read in Japanese: 12,345.6 and −0.5. */
export function format(a: Decimal, plus = ""): string {
  const sign = a.n < 0n ? "−" : a.n > 0n ? plus : "";
  const [whole = "", rest = ""] = plain({ n: a.n < 0n ? -a.n : a.n, scale: a.scale }).split(".");
  return sign + whole.replace(/\B(?=(\d{3})+$)/gu, ",") + (rest === "" ? "" : `.${rest}`);
}

/** plain writes digits as programs read them; parseDecimal reads them back. */
export function plain(a: Decimal): string {
  const digits = (a.n < 0n ? -a.n : a.n).toString().padStart(a.scale + 1, "0");
  const point = digits.length - a.scale;
  return (a.n < 0n ? "-" : "") + digits.slice(0, point) + (a.scale === 0 ? "" : `.${digits.slice(point)}`);
}

/** near is where a value is drawn; nothing is decided by it. */
export function near(a: Decimal): number {
  return Number(plain(a));
}

// Targets. The definition gives them as conditions on a value: those with a comma between them hold together, of those with
// a blank between them one is enough. ">=18.5,<25" is a range.

interface Condition {
  readonly op: string;
  readonly bound: Decimal;
}

export interface Target {
  readonly alternatives: ReadonlyArray<readonly Condition[]>;
}

/** parseTarget reads the conditions of a definition; null where there is no target. */
export function parseTarget(source: string | undefined): Target | null {
  if (source === undefined || source === "") return null;
  const alternatives = source.split(" ").map((all) => all.split(",").map((one) => {
    const [, op = "", digits = ""] = /^(>=|<=|>|<|=|!=)(.*)$/u.exec(one) ?? [];
    const bound = parseDecimal(digits);
    if (bound === null) throw new Error(`the target ${source} cannot be read`);
    return { op, bound };
  }));
  return { alternatives };
}

export function meets(value: Decimal, target: Target): boolean {
  return target.alternatives.some((all) => all.every(({ op, bound }) => {
    const order = compare(value, bound);
    switch (op) {
      case ">=": return order >= 0;
      case ">": return order > 0;
      case "<=": return order <= 0;
      case "<": return order < 0;
      case "=": return order === 0;
      default: return order !== 0;
    }
  }));
}

/** bounds are the values at which a target begins or ends, each once. */
export function bounds(target: Target): Decimal[] {
  const found = target.alternatives.flat().map((condition) => condition.bound);
  return found.filter((a, i) => found.findIndex((b) => compare(a, b) === 0) === i);
}
