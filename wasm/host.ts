// Loading and calling the scoring core. The core is a WASI reactor; the page
// gives it the ten functions that the Go runtime asks for, of which only the
// clock and the random numbers do anything.

export interface Core {
  load(program: Uint8Array): Program;
}

export interface Program {
  score(answers: ReadonlyArray<readonly [id: string, raw: string]>): ScoreResult;
  /**
   * What the plans in `next` of every later score follow, by criterion, until the next call; a core that had to
   * be restarted keeps it. An effort is a decimal from 0 to 1,000,000 with at most three places. Throws a
   * CoreError "wishes" on anything else, and then the wishes stay as they were.
   */
  wish(wishes: Wishes): void;
  /**
   * The smallest changes of the answers scored last after which a criterion gives more for certain, or is met: at
   * most three, smallest first. There are none while nothing was scored, and where the criterion is open, met or not
   * applicable. What a company can work on comes before what it just is: that the number of people is smaller is told
   * only where nothing else helps.
   */
  near(criterion: string): ReadonlyArray<Near>;
}

/**
 * One answer given otherwise, a number "by" so much (signed), a choice from option to option, a choice of several from
 * their ids to others, parted by blanks; or any "count" of these fields that have to become true.
 */
export type Near = (
  | { readonly field: string; readonly from: string; readonly to: string; readonly by?: string }
  | { readonly field?: undefined; readonly fields: ReadonlyArray<string>; readonly count: number }
) & {
  /** What the criterion then gives at least, where it gives points. */
  readonly points?: Num;
  readonly met?: true;
};

/** "never": we will not do this; "always": we do this anyway. Without an effort the definition's holds. */
export type Wishes = Readonly<Record<string, { readonly pin?: "never" | "always"; readonly effort?: string }>>;

export type Verdict = "pass" | "fail" | "open";
export type CriterionStatus = "met" | "partial" | "unmet" | "open" | "na";
export type FieldState = "answered" | "open" | "hidden" | "maybe" | "invalid" | "absent";
/** A whole number, or a decimal as text. */
export type Num = number | string;
export interface Span {
  readonly min: Num;
  readonly max: Num;
}

export interface CriterionResult {
  readonly status: CriterionStatus;
  readonly points?: Num;
  readonly outcomes?: ReadonlyArray<Num>;
  readonly papers?: "ready" | "missing" | "unneeded" | "open";
  readonly open?: ReadonlyArray<string>;
  readonly why?: {
    readonly rule?: number;
    readonly text: string;
    readonly seen: ReadonlyArray<{ readonly id: string; readonly label: string; readonly text: string }>;
  };
}

export interface Problem {
  readonly rule: string;
  readonly fields: ReadonlyArray<string>;
  readonly severity: "error" | "warning";
  readonly message: string;
}

export interface SectionResult {
  readonly total?: Span;
  readonly maximum?: Span;
  readonly met: number;
  readonly of: number;
  readonly answered: number;
  readonly open: number;
}

export interface Plan {
  readonly possible: boolean;
  /** Not possible, but it would be if no wish said "never". */
  readonly without_pins?: true;
  readonly effort: Num;
  /** What is pinned ("always") costs nothing more. */
  readonly criteria: ReadonlyArray<{ readonly id: string; readonly effort: Num; readonly gain: Num; readonly pinned?: true }>;
}

export interface AwardResult {
  readonly verdict: Verdict;
  /** The least total that passes, as far as it is decided; not where there is none, or where it cannot be told. */
  readonly mark?: Span;
}

export interface ScoreResult {
  readonly scheme: string;
  readonly edition: string;
  readonly awards: Readonly<Record<string, AwardResult>>;
  readonly total?: Span;
  readonly maximum?: Span;
  readonly criteria: Readonly<Record<string, CriterionResult>>;
  readonly sections: Readonly<Record<string, SectionResult>>;
  readonly bands?: Readonly<Record<string, { readonly band?: string; readonly possible?: ReadonlyArray<string> }>>;
  readonly groups?: Readonly<Record<string, { readonly min: number; readonly max: number; readonly need: Num | Span | null }>>;
  readonly derived: Readonly<
    Record<
      string,
      { readonly value: string | boolean | null; readonly display: string; readonly status: string; readonly target_met?: boolean }
    >
  >;
  readonly fields: Readonly<Record<string, FieldState>>;
  readonly progress: { readonly answered: number; readonly open: number };
  readonly next: Readonly<Record<string, Plan>>;
  readonly with_papers?: { readonly total?: Span; readonly awards: Readonly<Record<string, { readonly verdict: Verdict }>> };
  readonly problems: ReadonlyArray<Problem>;
}

/** What went wrong in or on the way to the core. */
export class CoreError extends Error {
  constructor(
    readonly code: "unsupported" | "network" | "start" | "program" | "answers" | "wishes" | "criterion" | "handle" | "panic",
    message: string,
  ) {
    super(message);
    this.name = "CoreError";
  }
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  kijun_buffer(n: number): number;
  kijun_load(n: number): number;
  kijun_score(handle: number, n: number): bigint;
  kijun_wishes(handle: number, n: number): number;
  kijun_near(handle: number, n: number): bigint;
}

/** Fetches, checks, unpacks and starts the core. */
export async function loadCore(url: string, integrity: string): Promise<Core> {
  if (!("WebAssembly" in globalThis)) throw new CoreError("unsupported", "this browser cannot run the core");
  const bytes = await fetchPacked(url, integrity);
  try {
    const module = await WebAssembly.compile(bytes);
    return new Instance(module, start(module));
  } catch (cause) {
    throw new CoreError("start", String(cause));
  }
}

/**
 * Fetches, checks and unpacks a file that the site carries compressed, the core or a program. An address with a fragment
 * means the element of this page that holds the file in base64; there is nothing to be checked then.
 */
export async function fetchPacked(url: string, integrity: string): Promise<Uint8Array<ArrayBuffer>> {
  if (!("DecompressionStream" in globalThis)) throw new CoreError("unsupported", "this browser cannot unpack");
  const place = url.split("#")[1];
  const bytes = place === undefined ? await fetchBytes(url, integrity) : held(place);
  // Some hosts mark *.gz as an encoding, and then the browser has unpacked it already.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function held(id: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(document.getElementById(id)?.textContent ?? ""), (c) => c.charCodeAt(0));
}

async function fetchBytes(url: string, integrity: string): Promise<Uint8Array<ArrayBuffer>> {
  let packed: Response;
  try {
    packed = await fetch(url, { integrity, credentials: "same-origin" });
  } catch (cause) {
    throw new CoreError("network", String(cause));
  }
  if (!packed.ok) throw new CoreError("network", `${url}: ${packed.status}`);
  return new Uint8Array(await packed.arrayBuffer());
}

function start(module: WebAssembly.Module): Exports {
  const exports = new WebAssembly.Instance(module, { wasi_snapshot_preview1: host(() => exports.memory) })
    .exports as unknown as Exports;
  exports._initialize();
  return exports;
}

/** What a restarted core is given again. */
interface Loaded {
  readonly bytes: Uint8Array;
  wishes?: Uint8Array;
}

class Instance implements Core {
  private readonly programs: Loaded[] = [];
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();

  constructor(
    private readonly module: WebAssembly.Module,
    private exports: Exports,
  ) {}

  load(bytes: Uint8Array): Program {
    const handle = this.send(bytes, (n) => this.exports.kijun_load(n));
    if (handle < 0) throw new CoreError("program", "not a program of this core");
    const loaded: Loaded = { bytes };
    this.programs.push(loaded);
    return {
      score: (answers) => this.ask(this.records(answers), (n) => this.exports.kijun_score(handle, n)) as ScoreResult,
      wish: (wishes) => {
        const input = this.records(Object.entries(wishes).map(([id, { pin = "", effort }]) => [id, effort ? `${pin} ${effort}` : pin]));
        this.guarded(() => {
          const status = this.send(input, (n) => this.exports.kijun_wishes(handle, n));
          if (status < 0) throw new CoreError(status < -1 ? "panic" : "wishes", "not wishes of this program");
        });
        loaded.wishes = input;
      },
      near: (criterion) => this.ask(this.encoder.encode(criterion), (n) => this.exports.kijun_near(handle, n)) as Near[],
    };
  }

  private records(pairs: ReadonlyArray<readonly [id: string, text: string]>): Uint8Array {
    let all = "";
    for (const [id, text] of pairs) all += `${id}\x1f${separators.test(text) ? text.replace(/[\x1e\x1f]/g, " ") : text}\x1e`;
    return this.encoder.encode(all);
  }

  /** Calls what gives JSON. */
  private ask(input: Uint8Array, call: (n: number) => bigint): unknown {
    return this.guarded(() => {
      const at = this.send(input, call);
      const place = Number(at >> 32n) >>> 0;
      const length = Number(at & 0xffffffffn);
      const json = this.decoder.decode(new Uint8Array(this.exports.memory.buffer, place, length));
      const result = JSON.parse(json) as { error?: { code: CoreError["code"] } };
      if (result.error) throw new CoreError(result.error.code, "the core refused");
      return result;
    });
  }

  /** After what may have ended the core another is started. */
  private guarded<T>(call: () => T): T {
    try {
      return call();
    } catch (err) {
      if (!(err instanceof CoreError) || err.code === "panic") this.restart();
      throw err instanceof CoreError ? err : new CoreError("panic", String(err));
    }
  }

  private send<T>(bytes: Uint8Array, call: (n: number) => T): T {
    const at = this.exports.kijun_buffer(bytes.length);
    if (at === 0 && bytes.length > 0) throw new CoreError("answers", "too much at once");
    new Uint8Array(this.exports.memory.buffer, at >>> 0, bytes.length).set(bytes);
    return call(bytes.length);
  }

  /** A core that stopped cannot be called again: start another with the same programs and wishes. */
  private restart(): void {
    this.exports = start(this.module);
    this.programs.forEach(({ bytes, wishes }, handle) => {
      this.send(bytes, (n) => this.exports.kijun_load(n));
      if (wishes) this.send(wishes, (n) => this.exports.kijun_wishes(handle, n));
    });
  }
}

/** What parts the answers on their way into the core; nobody types it. */
const separators = /[\x1e\x1f]/;

const OK = 0;
const BADF = 8;

/** The part of WASI that a Go reactor without files, clock or arguments calls. */
function host(memory: () => WebAssembly.Memory): WebAssembly.ModuleImports {
  const view = (): DataView => new DataView(memory().buffer);
  return {
    args_sizes_get: (count: number, size: number) => (view().setUint32(count, 0, true), view().setUint32(size, 0, true), OK),
    args_get: () => OK,
    environ_sizes_get: (count: number, size: number) => (view().setUint32(count, 0, true), view().setUint32(size, 0, true), OK),
    environ_get: () => OK,
    clock_time_get: (_id: number, _precision: bigint, at: number) => (
      view().setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true), OK
    ),
    random_get: (at: number, n: number) => (crypto.getRandomValues(new Uint8Array(memory().buffer, at >>> 0, n)), OK),
    // What the Go runtime writes before it gives up is of use to a developer only.
    fd_write: (_fd: number, vectors: number, count: number, written: number) => {
      let text = "";
      let total = 0;
      for (let i = 0; i < count; i++) {
        const at = view().getUint32(vectors + 8 * i, true);
        const n = view().getUint32(vectors + 8 * i + 4, true);
        text += new TextDecoder().decode(new Uint8Array(memory().buffer, at, n));
        total += n;
      }
      console.debug(text);
      view().setUint32(written, total, true);
      return OK;
    },
    fd_fdstat_get: () => BADF,
    fd_fdstat_set_flags: () => BADF,
    fd_prestat_get: () => BADF,
    fd_prestat_dir_name: () => BADF,
    fd_close: () => BADF,
    poll_oneoff: () => BADF,
    sched_yield: () => OK,
    proc_exit: (code: number) => {
      throw new Error(`the core stopped with ${code}`);
    },
  };
}
