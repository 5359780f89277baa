/** Bytes that several frames hold together. */
export class SharedBytes {
  readonly #free: ((bytes: Uint8Array) => void) | undefined;
  #bytes: Uint8Array | undefined;
  #holders = 1;

  /** One holder has them at first; `free` gets them back from the last. */
  constructor(bytes: Uint8Array, free?: (bytes: Uint8Array) => void) {
    this.#bytes = bytes;
    this.#free = free;
  }

  /** The bytes; none once the last holder has let go. */
  get bytes(): Uint8Array {
    return this.#bytes ?? new Uint8Array(0);
  }

  /** One holder more. */
  hold(): this {
    this.#holders += 1;
    return this;
  }

  /** One holder less. */
  letGo(): void {
    this.#holders -= 1;
    const bytes = this.#bytes;
    if (this.#holders > 0 || !bytes) return;
    this.#bytes = undefined;
    this.#free?.(bytes);
  }
}

/** Given-back buffers kept for later at most. */
const MOST_KEPT = 4;

/**
 * Buffers that come back when the frames in them are closed and go out again, so that a steady stream of
 * frames allocates none. Frames that are never closed take theirs along to the garbage collector.
 */
export class BytesPool {
  #kept: Uint8Array[] = [];
  #size = 0;
  #isClosed = false;

  /** A copy of the bytes, in a buffer that was given back or a new one. */
  copy(bytes: Uint8Array): SharedBytes {
    const target = this.take(bytes.length);
    target.bytes.set(bytes);
    return target;
  }

  /** Bytes of any content. */
  take(size: number): SharedBytes {
    if (size !== this.#size) this.#kept = [];
    this.#size = size;
    return new SharedBytes(this.#kept.pop() ?? new Uint8Array(size), (bytes) => this.#giveBack(bytes));
  }

  /** Forgets what was given back, and what will be. */
  close(): void {
    this.#isClosed = true;
    this.#kept = [];
  }

  #giveBack(bytes: Uint8Array): void {
    if (this.#isClosed || bytes.length !== this.#size || this.#kept.length >= MOST_KEPT) return;
    this.#kept.push(bytes);
  }
}
