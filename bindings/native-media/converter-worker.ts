/** The script of the worker that converts frames, or is a clock for pages that are hidden. */
import { ConversionService, type ConversionMessage } from "./conversion-service.js";
import type { WorkerMessage } from "./conversion-worker.js";

/** A conversion's message, or what the worker is to do besides: to hold a lock, to tell of every so many milliseconds. */
type Order = ConversionMessage | { readonly lock: string } | { readonly period: number };

/** What a worker's global object has of what is used here. */
interface WorkerScope {
  postMessage(message: WorkerMessage): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Order>) => void): void;
  readonly navigator: { readonly locks?: LockManager };
}

const scope = globalThis as unknown as WorkerScope;
const service = new ConversionService((answer) => scope.postMessage(answer));

scope.addEventListener("message", ({ data }) => {
  if ("lock" in data) hold(data.lock);
  else if ("period" in data) setInterval(() => scope.postMessage({ kind: "tick" }), data.period);
  else service.handle(data);
});

/** Holds a lock for as long as the worker lives: nothing else tells the page of its end. */
function hold(lock: string): void {
  const ready = (): void => scope.postMessage({ kind: "ready" });
  const held = scope.navigator.locks?.request(lock, () => {
    ready();
    return new Promise(() => undefined);
  });
  if (held) held.catch(ready);
  else ready();
}
