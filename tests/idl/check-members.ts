/** Attributes and operations on a class's prototype, compared with WebIDL's (WebIDL, 3.7.6 and 3.7.7). */
import { type Attribute, type Operation, requiredArguments } from "./idl.js";

/** What is checked: a class's prototype, and what to call its members with in a message. */
export interface Subject {
  readonly name: string;
  readonly prototype: object;
  /** An object of the class. */
  readonly sample: object;
}

/** Values that are no object of any of the interfaces; calling a member on them is a TypeError. */
function strangers(prototype: object): unknown[] {
  return [{}, prototype, Object.create(prototype), undefined, null, 5, new EventTarget()];
}

/** How a call ended: the name of the error it threw, or "nothing" with what it returned. */
export function outcomeOf(call: () => unknown): { readonly thrown: string; readonly value: unknown } {
  try {
    return { thrown: "nothing", value: call() };
  } catch (error) {
    return {
      thrown: error instanceof Object && "name" in error ? String(error.name) : typeof error,
      value: error,
    };
  }
}

function checkAccessor(
  place: string,
  accessor: unknown,
  { name, length, prototype }: { name: string; length: number; prototype: object },
): string[] {
  if (typeof accessor !== "function") return [`${place}: there is no accessor "${name}".`];
  const found: string[] = [];
  if (accessor.name !== name)
    found.push(`${place}: the accessor's name is "${accessor.name}", not "${name}".`);
  if (accessor.length !== length) {
    found.push(`${place}: "${name}" has length ${accessor.length}, not ${length}.`);
  }
  if (Object.hasOwn(accessor, "prototype")) found.push(`${place}: "${name}" is a constructor.`);
  for (const stranger of strangers(prototype)) {
    const { thrown } = outcomeOf((): unknown => Reflect.apply(accessor, stranger, [undefined]));
    if (thrown !== "TypeError") {
      found.push(`${place}: "${name}" on ${describe(stranger)} threw ${thrown}, not TypeError.`);
    }
  }
  return found;
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : String(value);
}

/** Whether a value can be of an IDL type; types that are not known pass. */
export function isOfType(
  value: unknown,
  type: string,
  enums: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (type.endsWith("?")) return value === null || isOfType(value, type.slice(0, -1), enums);
  if (type === "DOMString") return typeof value === "string";
  if (type === "boolean") return typeof value === "boolean";
  if (type === "EventHandler") return value === null || typeof value === "function";
  const values = enums.get(type);
  if (values) return typeof value === "string" && values.includes(value);
  return typeof value === "object" && Object.prototype.toString.call(value) === `[object ${type}]`;
}

/** Compares one attribute; what is wrong, in words. */
export function checkAttribute(
  subject: Subject,
  attribute: Attribute,
  enums: ReadonlyMap<string, readonly string[]>,
): string[] {
  const { name, type } = attribute;
  const { prototype, sample } = subject;
  const place = `${subject.name}.${name}`;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (!descriptor) return [`${place}: the prototype has no such attribute.`];
  if ("value" in descriptor) return [`${place}: must be an accessor, is a value.`];
  const found: string[] = [];
  if (!descriptor.enumerable) found.push(`${place}: must be enumerable.`);
  if (!descriptor.configurable) found.push(`${place}: must be configurable.`);
  found.push(
    ...checkAccessor(place, Reflect.get(descriptor, "get"), { name: `get ${name}`, length: 0, prototype }),
  );
  if (attribute.readonly) {
    if (descriptor.set) found.push(`${place}: is read-only and has a setter.`);
  } else {
    found.push(
      ...checkAccessor(place, Reflect.get(descriptor, "set"), { name: `set ${name}`, length: 1, prototype }),
    );
  }
  const { thrown, value } = outcomeOf((): unknown => Reflect.get(sample, name));
  if (thrown !== "nothing") found.push(`${place}: reading it threw ${thrown}.`);
  else if (!isOfType(value, type, enums)) found.push(`${place}: ${describe(value)} is no ${type}.`);
  return found;
}

/** Compares one operation; what is wrong, in words. */
export async function checkOperation(subject: Subject, operation: Operation): Promise<string[]> {
  const { name, type } = operation;
  const { prototype, sample } = subject;
  const place = `${subject.name}.${name}()`;
  const required = requiredArguments(operation.arguments);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (!descriptor) return [`${place}: the prototype has no such operation.`];
  const method: unknown = descriptor.value;
  if (typeof method !== "function") return [`${place}: must be a function.`];
  const found: string[] = [];
  for (const flag of ["writable", "enumerable", "configurable"] as const) {
    if (!descriptor[flag]) found.push(`${place}: must be ${flag}.`);
  }
  if (method.name !== name) found.push(`${place}: its name is "${method.name}".`);
  if (method.length !== required) found.push(`${place}: has length ${method.length}, not ${required}.`);
  const { thrown } = outcomeOf((): unknown => Reflect.construct(Object, [], method));
  if (thrown !== "TypeError") found.push(`${place}: is a constructor.`);
  const failures: [what: string, self: unknown, given: unknown[]][] = strangers(prototype).map((stranger) => [
    `on ${describe(stranger)}`,
    stranger,
    operation.arguments.map(() => ({})),
  ]);
  for (let count = 0; count < required; count++) {
    failures.push([`with ${count} of ${required} arguments`, sample, Array<unknown>(count).fill({})]);
  }
  for (const [what, self, given] of failures) {
    const ended = outcomeOf((): unknown => Reflect.apply(method, self, given));
    if (type.startsWith("Promise<")) {
      const name = ended.thrown === "nothing" ? await rejectionOf(ended.value) : undefined;
      if (name !== "TypeError") {
        found.push(`${place}: ${what} must reject with TypeError, ${name ?? `threw ${ended.thrown}`}.`);
      }
    } else if (ended.thrown !== "TypeError") {
      found.push(`${place}: ${what} threw ${ended.thrown}, not TypeError.`);
    }
  }
  return found;
}

async function rejectionOf(value: unknown): Promise<string> {
  if (Object.prototype.toString.call(value) !== "[object Promise]") return "returned no promise";
  try {
    await value;
    return "was fulfilled";
  } catch (error) {
    return error instanceof Object && "name" in error ? String(error.name) : typeof error;
  }
}
