/** Properties that are replaced all together or not at all, and put back as they were. */

/** A property of an object as it is to be. */
export interface PropertyChange {
  readonly object: object;
  /** What the object is called in errors. */
  readonly name: string;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
  /** Whether the method that was there before, if there was one, is to answer a call with these arguments. */
  readonly yields?: (values: readonly unknown[]) => boolean;
}

type Member = "value" | "get" | "set";
type AnyFunction = (...values: never[]) => unknown;

/**
 * A change that can be made and undone. Whoever has wrapped the new member in the meantime still calls it afterwards: it
 * does what was there before then.
 */
class Replacement {
  readonly #change: PropertyChange;
  readonly #before: PropertyDescriptor | undefined;
  readonly #descriptor: PropertyDescriptor;
  #isUndone = false;

  constructor(change: PropertyChange) {
    this.#change = change;
    this.#before = Object.getOwnPropertyDescriptor(change.object, change.key);
    this.#descriptor = { ...change.descriptor };
    for (const member of ["value", "get", "set"] as const) {
      const own: unknown = Reflect.get(change.descriptor, member);
      if (typeof own === "function") this.#descriptor[member] = this.#standIn(member, own as AnyFunction);
    }
  }

  get #place(): string {
    return `${this.#change.name}.${String(this.#change.key)}`;
  }

  /** Throws a TypeError if the object would not take the property. */
  check(): void {
    const { object, name, key } = this.#change;
    if (this.#before && !this.#before.configurable)
      throw new TypeError(`${this.#place} must be configurable to be installed over.`);
    if (!this.#before && !Object.isExtensible(object)) {
      throw new TypeError(`${name} must be extensible to get "${String(key)}".`);
    }
  }

  make(): void {
    const { object, name, key } = this.#change;
    if (!Reflect.defineProperty(object, key, this.#descriptor)) {
      throw new TypeError(`${name} must take the property "${String(key)}", but refused it.`);
    }
  }

  /** Puts back what was there before, unless somebody else has put something there. */
  undo(): void {
    const { object, key } = this.#change;
    this.#isUndone = true;
    const now = Object.getOwnPropertyDescriptor(object, key);
    const isOwn = (member: Member): boolean =>
      Object.is(Reflect.get(now ?? {}, member), Reflect.get(this.#descriptor, member));
    if (!now || !isOwn("value") || !isOwn("get") || !isOwn("set")) return;
    if (this.#before) Object.defineProperty(object, key, this.#before);
    else Reflect.deleteProperty(object, key);
  }

  /** What scripts get in place of a function; classes of their own stay what they are. */
  #standIn(member: Member, own: AnyFunction): AnyFunction {
    const before = this.#of(member);
    if (Object.hasOwn(own, "prototype") && prototypeOf(own) !== prototypeOf(before)) return own;
    return new Proxy(own, {
      apply: (target, self, values: unknown[]): unknown => {
        const yields = typeof before === "function" && this.#change.yields?.(values) === true;
        if (this.#isUndone || yields) return this.#callBefore(member, self, values);
        return Reflect.apply(target, self, values);
      },
      construct: (target, values: unknown[], newTarget) => {
        const constructor = this.#isUndone ? (before as AnyFunction) : target;
        return Reflect.construct(constructor, values, newTarget) as object;
      },
    });
  }

  /** What the member did before it was replaced. */
  #callBefore(member: Member, self: unknown, values: unknown[]): unknown {
    if (member === "set") {
      const set = this.#of("set");
      return typeof set === "function" ? Reflect.apply(set, self, values) : undefined;
    }
    const get = this.#of("get");
    const existing: unknown = typeof get === "function" ? Reflect.apply(get, self, []) : this.#of("value");
    if (member === "get") return existing;
    if (typeof existing !== "function") throw new TypeError(`${this.#place} is not a function.`);
    return Reflect.apply(existing, self, values);
  }

  /** What the property had before. */
  #of(member: Member): unknown {
    return this.#before && Reflect.get(this.#before, member);
  }
}

function prototypeOf(value: unknown): unknown {
  return typeof value === "function" ? Reflect.get(value, "prototype") : undefined;
}

/**
 * Makes the changes, in order, and returns what undoes them, in reverse: properties that were there get their
 * descriptors back, others are deleted, and those that somebody else has replaced since are left alone. TypeError, with
 * nothing changed, where an object does not take a property.
 */
export function changeProperties(changes: readonly PropertyChange[]): () => void {
  const planned = changes.map((change): Replacement => {
    const replacement = new Replacement(change);
    replacement.check();
    return replacement;
  });
  const made: Replacement[] = [];
  const undo = (): void => {
    for (const replacement of made.splice(0).reverse()) replacement.undo();
  };
  try {
    for (const replacement of planned) {
      replacement.make();
      made.push(replacement);
    }
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}
