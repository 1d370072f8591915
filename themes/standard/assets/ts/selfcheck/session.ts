// What the parts of the self-check share: the form, what was judged of it, and the record that it shows.
//
// Events on the root, for who shows more of it:
//   kijun:result   a result was shown; detail: ScoreResult
//   kijun:kept     answers changed and go to the record; detail: Change
//   kijun:saved    the record is in the storage as it is shown
//   kijun:record   another record is open, or what is kept with it changed
//   kijun:reveal   on a place: it is about to get the focus, so whoever hides it shows it

import type { Program, ScoreResult } from "kijun:host";
import type { Answers } from "./answers";
import type { Cover } from "./cover";
import type { AnswerForm } from "./form";
import type { Extras, RecordContent, RecordShelf } from "./records";
import type { Message } from "./toast";

/** Answers before and after a change. */
export interface Change {
  readonly before: Answers;
  readonly after: Answers;
}

export interface Session {
  readonly root: HTMLFormElement;
  readonly signal: AbortSignal;
  readonly base: string; // path of the handbook on its host
  readonly scheme: string;
  readonly edition: string;
  readonly title: string; // of the scheme, in short
  readonly form: AnswerForm;
  readonly cover: Cover | null;
  readonly shelf: RecordShelf;

  /** record is the id of the record that is open; null while answers are shown that belong to none. */
  readonly record: string | null;
  readonly extras: Extras;
  /** program and result are null until the core is there, and for good when it cannot be loaded. */
  readonly program: Program | null;
  readonly result: ScoreResult | null;

  /** load gets another program than the page's own; it is judged by the same core. */
  load(url: string, integrity: string): Promise<Program>;
  /** restore puts answers into the form and keeps them. */
  restore(answers: Answers): void;
  /** complete is the answers of a file with those that other schemes share, and the inputs whose answers would change there. */
  complete(answers: Answers): { readonly answers: Answers; readonly elsewhere: readonly string[] };
  /** keep keeps something with the record; undefined takes it away. */
  keep(name: string, value: unknown): void;
  /** flush keeps at once what waits to be kept, and reports whether all is in the storage. */
  flush(): boolean;
  /** open shows another record. One that is not there yet is begun, with what is given. */
  open(id: string, content?: RecordContent): void;
  /** visit shows answers that belong to no record of this browser, such as those of a link. They are kept only by open(). */
  visit(answers: Answers): void;
  /** clear empties the open record and takes it out of the storage; what it returns brings it back whole. */
  clear(): () => void;
  /** reload reads the open record again, after somebody else changed the storage. */
  reload(): void;
  /** rescore has the form judged again with the next frame. */
  rescore(): void;
  /** tell shows a message and has it read out. */
  tell(message: Message): void;
}

/** A panel is one of the views of the page beside the form. */
export interface Panel {
  readonly name: string;
  /** mount fills the panel's box once; it is called when the panel is shown for the first time. */
  mount(box: HTMLElement, session: Session): void;
}

/** moreEvent is how the second script hands over what it brings. */
export const moreEvent = "kijun:more";

/** What comes with the second script, which is loaded when it is needed first. */
export interface More {
  readonly panels: readonly Panel[];
  /** act does what a button with this data-action asks for, some with a file that was chosen. */
  act(action: string, session: Session, file?: Blob): Promise<void>;
}
