/** What WebIDL asks of interfaces beyond what a JavaScript class gives. */
import { inWords } from "../constrainable/place.js";

type AnyClass = abstract new (...args: never[]) => object;

/** What constructors that only this package may call are called with. */
export const internal = Symbol("internal");

/** Throws what an interface without a constructor throws, unless this package constructs. */
export function checkInternal(token: unknown): void {
  if (token !== internal) throw new TypeError("Illegal constructor");
}

/** What tells a class's objects from others: for most, whether they have a private member of it. */
type BrandCheck = (value: object) => boolean;

/**
 * Gives a class's members the attributes that WebIDL's have, and the class and its objects their name. With `isOwn`, members
 * that are called on anything else throw a TypeError, or reject with it (WebIDL, 3.7.6 and 3.7.7).
 */
export function defineInterface(constructor: AnyClass, name: string, isOwn?: BrandCheck): void {
  // A minified class has another one.
  Object.defineProperty(constructor, "name", { value: name, configurable: true });
  const prototype = constructor.prototype as object;
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (key === "constructor") continue;
    const members = isOwn ? guarded(key, descriptor, isOwn) : {};
    Object.defineProperty(prototype, key, { ...members, enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

const AsyncFunction = (async () => {}).constructor;

type Steps = (...values: unknown[]) => unknown;

/** A member's functions, each with a check of what it is called on; names and lengths stay as they are. */
function guarded(key: string, descriptor: PropertyDescriptor, isOwn: BrandCheck): PropertyDescriptor {
  const call = (steps: Steps, self: unknown, values: unknown[]): unknown => {
    if (typeof self === "object" && self !== null && isOwn(self)) return Reflect.apply(steps, self, values);
    const error = new TypeError("Illegal invocation");
    if (steps instanceof AsyncFunction) return Promise.reject(error);
    throw error;
  };
  const steps: { readonly get?: Steps; readonly set?: Steps; readonly value?: unknown } = descriptor;
  const { get, set, value } = steps;
  if (typeof value === "function") {
    const holder = {
      [key](...values: unknown[]): unknown {
        return call(value as Steps, this, values);
      },
    };
    return {
      value: Object.defineProperty(holder[key], "length", { value: value.length, configurable: true }),
    };
  }
  const accessors = {
    get [key](): unknown {
      return get && call(get, this, []);
    },
    set [key](given: unknown) {
      if (set) call(set, this, [given]);
    },
  };
  const made: PropertyDescriptor = { ...Object.getOwnPropertyDescriptor(accessors, key) };
  if (!get) delete made.get;
  if (!set) delete made.set;
  return made;
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
