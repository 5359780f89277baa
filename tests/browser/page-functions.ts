/** Functions for `evaluate()` that several tests send. Each is complete in itself: only its source goes to the page. */

/** What `propertiesOfWindow` tells. */
export interface PropertyDifferences {
  /** How many properties there were. */
  count: number;
  /** Which of them are others now, are gone or have come. */
  different: string[];
}

/**
 * Compares every property of the window, the navigator, the interfaces and their prototypes with what they were when it
 * was called with "remember". What a test needs between two calls it can keep without a difference in the object that is
 * the window's member `Symbol.for("trackfit.test")` then.
 */
export function propertiesOfWindow(step: "remember" | "compare"): PropertyDifferences {
  type Picture = Map<string, PropertyDescriptor | undefined>;
  interface Kept {
    picture?: Picture;
    unsteady?: string[];
  }
  const key = Symbol.for("trackfit.test");
  const kept = (window as unknown as Record<symbol, Kept | undefined>)[key] ?? {};
  Object.defineProperty(window, key, { value: kept, configurable: true });

  const picture = (): Picture => {
    const found: Picture = new Map();
    const add = (name: string, object: object): void => {
      for (const member of Reflect.ownKeys(object)) {
        found.set(`${name}.${String(member)}`, Object.getOwnPropertyDescriptor(object, member));
      }
    };
    add("window", window);
    add("navigator", navigator);
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(window))) {
      const value: unknown = descriptor.value;
      if (typeof value !== "function") continue;
      add(name, value);
      const prototype: unknown = value.prototype;
      if (typeof prototype === "object" && prototype !== null) add(`${name}.prototype`, prototype);
    }
    return found;
  };
  const same = (a?: PropertyDescriptor, b?: PropertyDescriptor): boolean =>
    a !== undefined &&
    b !== undefined &&
    (["value", "get", "set", "writable", "enumerable", "configurable"] as const).every((part) =>
      Object.is(Reflect.get(a, part), Reflect.get(b, part)),
    );

  const found = picture();
  if (step === "remember") {
    kept.picture = found;
    // WebKit makes some values anew whenever they are read: PerformanceObserver.supportedEntryTypes.
    const again = picture();
    kept.unsteady = [...found.keys()].filter((name) => !same(found.get(name), again.get(name)));
  }
  const { picture: before, unsteady = [] } = kept;
  if (before === undefined) throw new Error('"remember" must come before "compare".');
  const names = new Set([...before.keys(), ...found.keys()]);
  return {
    count: before.size,
    different: [...names].filter(
      (name) => !unsteady.includes(name) && !same(before.get(name), found.get(name)),
    ),
  };
}
