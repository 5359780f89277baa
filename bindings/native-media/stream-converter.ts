/** The converter of browsers whose tracks are streams of frames. */
import type { Conversion } from "./conversion.js";
import { ConversionPlace, type ConversionClient } from "./conversion-place.js";
import type { Converter } from "./converter.js";
import { Deliveries } from "./deliveries.js";
import type { InputSize } from "./input-size.js";
import { endOf, framesOf, type GeneratedTrack } from "./platform.js";

/** A conversion that was entered somewhere. */
interface Entry {
  readonly place: ConversionPlace;
  readonly id: number;
}

/** Frames go from a Processor to a Generator, past the page: one that is busy holds up none of them. */
export class StreamConverter implements Converter, ConversionClient {
  readonly track: MediaStreamTrack;
  readonly failed: Promise<void>;
  /** For the place of its conversion. */
  readonly sized: (input: InputSize) => void;
  readonly #end: () => void;
  #fail = (): void => undefined;
  readonly #deliveries = new Deliveries();
  readonly #entry: Promise<Entry>;
  #input: MediaStreamTrack | undefined;
  #version = 0;
  #isClosed = false;

  constructor(
    generator: GeneratedTrack<VideoFrame>,
    input: MediaStreamTrack,
    conversion: Conversion,
    sized: (input: InputSize) => void,
  ) {
    this.track = generator;
    this.sized = (size) => {
      if (!this.#isClosed && this.#input) sized(size);
    };
    this.#end = endOf(generator);
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
    // Whoever is given the track may give it a prototype of theirs.
    const { writable } = generator;
    this.#entry = ConversionPlace.shared().then((place) => {
      const id = place.enter(this);
      place.send({ kind: "open", id, writable, conversion }, [writable]);
      return { place, id };
    });
    this.setInput(input);
  }

  async configure(conversion: Conversion): Promise<void> {
    this.#version += 1;
    const version = this.#version;
    const { place, id } = await this.#entry;
    if (this.#isClosed) return;
    place.send({ kind: "configure", id, conversion, version });
    // A worker that is only starting has its time first.
    await this.#deliveries.expect(version);
  }

  setInput(input: MediaStreamTrack | undefined): void {
    if (this.#isClosed || input === this.#input) return;
    this.#input = input;
    void this.#entry.then(({ place, id }) => {
      if (this.#isClosed || input !== this.#input) return;
      const readable = input && framesOf(input);
      place.send({ kind: "input", id, readable }, readable ? [readable] : []);
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#input = undefined;
    this.#end();
    this.#deliveries.end();
    void this.#entry.then(({ place, id }) => place.send({ kind: "close", id }));
  }

  /** For the place of its conversion. */
  delivered(version: number): void {
    this.#deliveries.delivered(version);
  }

  /**
   * For the place of its conversion.
   * Quirk 21: Chromium, a Generator whose stream went to a worker that has died stays live and takes no frames from anybody.
   */
  died(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#input = undefined;
    this.#end();
    this.#deliveries.end();
    this.#fail();
  }
}
