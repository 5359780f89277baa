/** What the objects ask of their document: whether it is fully active, has focus, is still there. */

/** The state of a document; the one who embeds it keeps it up to date. */
export class DocumentState {
  #isFullyActive = true;
  #hasFocus = true;
  #isUnloaded = false;
  #listeners = new Set<() => void>();

  /** Whether the document is fully active (HTML). */
  get isFullyActive(): boolean {
    return this.#isFullyActive && !this.#isUnloaded;
  }

  set isFullyActive(value: boolean) {
    this.#isFullyActive = Boolean(value);
    this.#tell();
  }

  /** Whether the document has focus. */
  get hasFocus(): boolean {
    return this.#hasFocus && !this.#isUnloaded;
  }

  set hasFocus(value: boolean) {
    this.#hasFocus = Boolean(value);
    this.#tell();
  }

  /** Whether the document is gone. */
  get isUnloaded(): boolean {
    return this.#isUnloaded;
  }

  /** Ends the document: all its sources stop (Media Capture and Streams, 4.3, stop all sources). */
  unload(): void {
    if (this.#isUnloaded) return;
    this.#isUnloaded = true;
    this.#tell();
  }

  /** Calls back after every change, until the function returned is called. */
  observe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves when the document is fully active and has focus. */
  async waitForFocus(): Promise<void> {
    if (this.isFullyActive && this.hasFocus) return;
    await new Promise<void>((resolve) => {
      const stop = this.observe(() => {
        if (!this.isFullyActive || !this.hasFocus) return;
        stop();
        resolve();
      });
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
