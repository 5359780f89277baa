/** Where the page's conversions run: in one worker for all of them, or in the page. */
import { ConversionService, type ConversionAnswer, type ConversionMessage } from "./conversion-service.js";
import type { InputSize } from "./input-size.js";
import { ConversionWorker } from "./conversion-worker.js";

/** What a converter hears of its conversion. */
export interface ConversionClient {
  /** The first frame of a version has been put out. */
  delivered(version: number): void;
  /** The size of what it reads has changed, or proved to be too small. */
  sized(input: InputSize): void;
  /** What fed the track has died. */
  died(): void;
}

/** How many workers are started in place of one that has died. */
const RESTARTS = 1;

let lastId = 0;
let shared: Promise<ConversionPlace> | undefined;
/** How many workers may still be started. */
let workersLeft = 1 + RESTARTS;

/** A running worker, or the page itself. */
export class ConversionPlace {
  readonly #clients = new Map<number, ConversionClient>();
  #worker: ConversionWorker | undefined;
  #service: ConversionService | undefined;

  /** The one that the page's converters share. */
  static shared(): Promise<ConversionPlace> {
    shared ??= ConversionPlace.#open();
    return shared;
  }

  static async #open(): Promise<ConversionPlace> {
    const place = new ConversionPlace();
    const answer = (told: ConversionAnswer): void => place.#answer(told);
    if (workersLeft > 0) {
      place.#worker = await ConversionWorker.start(answer, () => place.#died());
      // Where none can be started, another attempt would only take time.
      if (!place.#worker) workersLeft = 0;
    }
    if (!place.#worker) place.#service = new ConversionService(answer);
    return place;
  }

  /** Lets a client in; its number. */
  enter(client: ConversionClient): number {
    lastId += 1;
    this.#clients.set(lastId, client);
    return lastId;
  }

  send(message: ConversionMessage, transfer: Transferable[] = []): void {
    if (this.#worker) this.#worker.send(message, transfer);
    else this.#service?.handle(message);
  }

  #answer(told: ConversionAnswer): void {
    if (told.kind === "delivered") this.#clients.get(told.id)?.delivered(told.version);
    else if (told.kind === "sized") this.#clients.get(told.id)?.sized(told.input);
    else this.#left(told.id);
  }

  /** The last to leave ends the worker. */
  #left(id: number): void {
    this.#clients.delete(id);
    if (this.#clients.size > 0 || !this.#worker) return;
    this.#worker.terminate();
    shared = undefined;
  }

  #died(): void {
    workersLeft -= 1;
    shared = undefined;
    for (const client of this.#clients.values()) client.died();
  }
}
