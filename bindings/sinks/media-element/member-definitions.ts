/** How members of media elements are defined over those that a window has already. */

/** A property of an object as it is to be. */
export interface PropertyDefinition {
  readonly object: object;
  readonly key: string;
  readonly descriptor: PropertyDescriptor;
}

/** What a member does: `before` does what the member did in that window before. */
export interface AttributeSteps {
  get(element: unknown, before: () => unknown): unknown;
  set?(element: unknown, value: unknown, before: () => void): void;
}

/** Calls what a property's descriptor has, on an element; undefined where it has nothing of the kind. */
export function callMember(
  descriptor: PropertyDescriptor | undefined,
  member: "get" | "set" | "value",
  element: unknown,
  ...values: unknown[]
): unknown {
  const steps: unknown = descriptor && Reflect.get(descriptor, member);
  return typeof steps === "function" ? (Reflect.apply(steps, element, values) as unknown) : undefined;
}

/** An attribute. It can be set if it could be before, or if there was none and there are steps for it. */
export function defineAttribute(object: object, key: string, steps: AttributeSteps): PropertyDefinition {
  const before = Object.getOwnPropertyDescriptor(object, key);
  const accessor = {
    get [key](): unknown {
      return steps.get(this, () => callMember(before, "get", this));
    },
    set [key](value: unknown) {
      steps.set?.(this, value, () => void callMember(before, "set", this, value));
    },
  };
  const descriptor = Object.getOwnPropertyDescriptor(accessor, key) ?? {};
  // Without a setter, the property is there and undefined, as in the descriptors of WebIDL's attributes.
  const readOnly: object = steps.set ? {} : { set: undefined };
  return {
    object,
    key,
    descriptor: { ...descriptor, ...readOnly, enumerable: before?.enumerable ?? true },
  };
}

/** An operation that takes `length` arguments at least. */
export function defineOperation(
  object: object,
  key: string,
  length: number,
  steps: (element: unknown, values: readonly unknown[], before: () => unknown) => unknown,
): PropertyDefinition {
  const before = Object.getOwnPropertyDescriptor(object, key);
  const holder = {
    [key](this: unknown, ...values: unknown[]): unknown {
      return steps(this, values, () => callMember(before, "value", this, ...values));
    },
  };
  const value: unknown = holder[key];
  Object.defineProperty(value, "length", { value: length });
  const enumerable = before?.enumerable ?? true;
  return { object, key, descriptor: { value, writable: true, enumerable, configurable: true } };
}
