// The one polite live region of the page. What is said while somebody types would never end, so a sentence waits until
// it was quiet for a while, and a newer one replaces it.

const quiet = 600; // ms

export class Announcer {
  readonly #region: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(region: HTMLElement) {
    this.#region = region;
  }

  say(sentence: string): void {
    clearTimeout(this.#timer);
    if (sentence === "") return;
    this.#timer = setTimeout(() => {
      // the same sentence again is no change for a screen reader, and would stay unsaid
      this.#region.textContent = this.#region.textContent === sentence ? `${sentence}\u00a0` : sentence;
    }, quiet);
  }
}
