/** What WebIDL asks of interfaces beyond what a JavaScript class gives. */
import { inWords } from "../constrainable/place.js";

type AnyClass = abstract new (...args: never[]) => object;

/** What constructors that only this package may call are called with. */
export const internal = Symbol("internal");

/** Throws what an interface without a constructor throws, unless this package constructs. */
export function checkInternal(token: unknown): void {
  if (token !== internal) throw new TypeError("Illegal constructor");
}

/** Gives a class's members the attributes that WebIDL's have, and the class and its objects their name. */
export function defineInterface(constructor: AnyClass, name: string): void {
  // A minified class has another one.
  Object.defineProperty(constructor, "name", { value: name, configurable: true });
  const prototype = constructor.prototype as object;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== "constructor") Object.defineProperty(prototype, key, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

/** A handler as an event handler attribute holds it; only functions are called. */
export type EventHandler = ((event: Event) => unknown) | null;

interface HandlerEntry {
  value: EventHandler;
  listener: (event: Event) => void;
}

const handlers = new WeakMap<EventTarget, Map<string, HandlerEntry>>();

function setHandler(target: EventTarget, type: string, value: unknown): void {
  let entries = handlers.get(target);
  if (!entries) handlers.set(target, (entries = new Map<string, HandlerEntry>()));
  const entry = entries.get(type);
  if ((typeof value !== "object" && typeof value !== "function") || value === null) {
    if (entry) target.removeEventListener(type, entry.listener);
    entries.delete(type);
    return;
  }
  if (entry) {
    entry.value = value as EventHandler;
    return;
  }
  const added: HandlerEntry = {
    value: value as EventHandler,
    listener(event) {
      // HTML, the event handler processing algorithm: an object that is no function is kept and does nothing.
      if (typeof added.value !== "function") return;
      if (Reflect.apply(added.value, target, [event]) === false) event.preventDefault();
    },
  };
  entries.set(type, added);
  target.addEventListener(type, added.listener);
}

/** Defines event handler attributes, `on` with each of the types, whose `check` throws for objects of another class. */
export function defineEventHandlers(
  constructor: AnyClass,
  types: readonly string[],
  check: (object: object) => void,
): void {
  for (const type of types) {
    const attribute = {
      get [`on${type}`](): EventHandler {
        check(this);
        return handlers.get(this as unknown as EventTarget)?.get(type)?.value ?? null;
      },
      set [`on${type}`](value: EventHandler) {
        check(this);
        setHandler(this as unknown as EventTarget, type, value);
      },
    };
    const descriptor = Object.getOwnPropertyDescriptor(attribute, `on${type}`);
    if (descriptor) Object.defineProperty(constructor.prototype, `on${type}`, descriptor);
  }
}

/** WebIDL's TypeError for an argument that has to be there. */
export function requireArguments(method: string, given: number, required: number): void {
  if (given >= required) return;
  throw new TypeError(`${method} takes ${required} argument${required === 1 ? "" : "s"}, got ${given}.`);
}

/** WebIDL's conversion to DOMString. */
export function toDOMString(value: unknown, place: string): string {
  if (typeof value === "symbol") throw new TypeError(`${place} must be a string, got ${inWords(value)}.`);
  return String(value);
}
