/** Promises for the first frame of each conversion. */

/** How long a frame is waited for, in milliseconds. */
const DEADLINE = 500;

interface Pending {
  readonly version: number;
  readonly resolve: () => void;
}

/** What a converter has promised to deliver. */
export class Deliveries {
  #pending: Pending[] = [];
  #isOver = false;

  /** Resolves when a frame of this version or a later one has been put out, or none has come for half a second. */
  expect(version: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.delivered(version), DEADLINE);
      this.#pending.push({
        version,
        resolve() {
          clearTimeout(timer);
          resolve();
        },
      });
    });
  }

  /** A frame of this version has been put out, or will not be. */
  delivered(version: number): void {
    const due = this.#pending.filter((pending) => pending.version <= version);
    this.#pending = this.#pending.filter((pending) => pending.version > version);
    for (const { resolve } of due) resolve();
  }

  /** Nothing is put out any more. */
  end(): void {
    this.#isOver = true;
    this.delivered(Infinity);
  }
}
