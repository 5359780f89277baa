/** A class compared with the interface it implements (WebIDL, 3.7). */
import { checkAttribute, checkOperation, outcomeOf } from "./check-members.js";
import { type Interface, requiredArguments } from "./idl.js";

/** The class that implements an interface, and an object of it. */
export interface Implementation {
  readonly constructor: unknown;
  readonly sample: object;
}

/** What is found on the platform rather than among the implementations. */
const platform = new Map<string, unknown>([
  ["EventTarget", EventTarget],
  ["Event", Event],
  ["DOMException", DOMException],
]);

type AnyClass = { readonly prototype: object; readonly name: string; readonly length: number };

function isClass(value: unknown): value is AnyClass {
  return typeof value === "function" && typeof value.prototype === "object";
}

/** Compares one interface; what is wrong, in words, and nothing else. */
export async function checkInterface(
  definition: Interface,
  implementations: ReadonlyMap<string, Implementation>,
  enums: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const { name } = definition;
  const implementation = implementations.get(name);
  if (!implementation || !isClass(implementation.constructor)) return [`${name}: there is no such class.`];
  const { constructor, sample } = implementation;
  const subject = { name, prototype: constructor.prototype, sample };
  const found = [
    ...checkConstructor(definition, constructor),
    ...checkInheritance(definition, constructor, implementations),
    ...checkPrototype(definition, constructor.prototype, constructor),
    ...checkSample(name, sample, constructor),
  ];
  for (const attribute of definition.attributes) {
    found.push(...checkAttribute(subject, attribute, enums));
    if (attribute.type === "EventHandler") found.push(...checkHandler(name, attribute.name, sample));
  }
  for (const operation of definition.operations) found.push(...(await checkOperation(subject, operation)));
  return found;
}

function checkConstructor({ name, constructors }: Interface, constructor: AnyClass): string[] {
  const found: string[] = [];
  const required = Math.min(...constructors.map(requiredArguments));
  const length = constructors.length === 0 ? 0 : required;
  if (constructor.name !== name) found.push(`${name}: the class's name is "${constructor.name}".`);
  if (constructor.length !== length) found.push(`${name}: has length ${constructor.length}, not ${length}.`);
  const statics = Reflect.ownKeys(constructor).filter(
    (key) => key !== "length" && key !== "name" && key !== "prototype",
  );
  for (const key of statics) found.push(`${name}: has a static member ${String(key)}.`);
  const named = Object.getOwnPropertyDescriptor(constructor, "name");
  if (named?.writable || named?.enumerable || !named?.configurable) {
    found.push(`${name}: its "name" must not be writable or enumerable, and be configurable.`);
  }
  const descriptor = Object.getOwnPropertyDescriptor(constructor, "prototype");
  if (descriptor?.writable || descriptor?.enumerable || descriptor?.configurable) {
    found.push(`${name}: its "prototype" must not be writable, enumerable or configurable.`);
  }
  const call = outcomeOf((): unknown =>
    Reflect.apply(constructor as unknown as () => unknown, undefined, []),
  );
  if (call.thrown !== "TypeError")
    found.push(`${name}: without "new" it threw ${call.thrown}, not TypeError.`);
  const construct = (count: number) =>
    outcomeOf((): unknown => Reflect.construct(constructor as never, Array<unknown>(count).fill("text")));
  if (constructors.length === 0) {
    for (const count of [0, 1, 2, 3, 9]) {
      const { thrown, value } = construct(count);
      const message = value instanceof Object && "message" in value ? String(value.message) : "";
      if (thrown !== "TypeError" || !message.includes("Illegal constructor")) {
        found.push(
          `${name}: "new" with ${count} arguments must be a TypeError, Illegal constructor; was ${thrown}.`,
        );
      }
    }
  }
  for (let count = 0; count < length; count++) {
    const { thrown } = construct(count);
    if (thrown !== "TypeError") {
      found.push(`${name}: "new" with ${count} of ${length} arguments threw ${thrown}, not TypeError.`);
    }
  }
  return found;
}

function checkInheritance(
  { name, inheritance }: Interface,
  constructor: AnyClass,
  implementations: ReadonlyMap<string, Implementation>,
): string[] {
  const parent =
    inheritance === undefined
      ? { constructor: Function.prototype, prototype: Object.prototype }
      : parentOf(implementations.get(inheritance)?.constructor ?? platform.get(inheritance));
  if (!parent) return [`${name}: there is no class ${inheritance ?? ""} to inherit from.`];
  const found: string[] = [];
  if (Object.getPrototypeOf(constructor) !== parent.constructor) {
    found.push(`${name}: the class does not inherit from ${inheritance ?? "Function.prototype"}.`);
  }
  if (Object.getPrototypeOf(constructor.prototype) !== parent.prototype) {
    found.push(`${name}: the prototype does not inherit from that of ${inheritance ?? "Object"}.`);
  }
  return found;
}

function parentOf(constructor: unknown): { constructor: unknown; prototype: object } | undefined {
  return isClass(constructor) ? { constructor, prototype: constructor.prototype } : undefined;
}

function checkPrototype(definition: Interface, prototype: object, constructor: AnyClass): string[] {
  const { name, attributes, operations } = definition;
  const found: string[] = [];
  const tag = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag);
  if (tag?.value !== name || tag.writable || tag.enumerable || !tag.configurable) {
    found.push(`${name}: Symbol.toStringTag must be "${name}", only configurable.`);
  }
  const own = Object.getOwnPropertyDescriptor(prototype, "constructor");
  if (own?.value !== constructor || !own.writable || own.enumerable || !own.configurable) {
    found.push(
      `${name}: the prototype's "constructor" must be the class, writable, configurable, not enumerable.`,
    );
  }
  const known = new Set<string | symbol>([
    "constructor",
    Symbol.toStringTag,
    ...attributes.map((attribute) => attribute.name),
    ...operations.map((operation) => operation.name),
  ]);
  for (const key of Reflect.ownKeys(prototype)) {
    if (!known.has(key)) found.push(`${name}.${String(key)}: the interface has no such member.`);
  }
  return found;
}

function checkSample(name: string, sample: object, constructor: AnyClass): string[] {
  const found: string[] = [];
  if (!Object.prototype.isPrototypeOf.call(constructor.prototype, sample)) {
    found.push(`${name}: the sample is no object of the class.`);
  }
  for (const key of Object.keys(sample))
    found.push(`${name}: objects have an own enumerable property ${key}.`);
  return found;
}

/** An event handler attribute keeps functions and other objects, and becomes null by anything else. */
function checkHandler(name: string, attribute: string, sample: object): string[] {
  const found: string[] = [];
  const before: unknown = Reflect.get(sample, attribute);
  for (const kept of [() => undefined, { handleEvent: () => undefined }, []]) {
    Reflect.set(sample, attribute, kept);
    if (Reflect.get(sample, attribute) !== kept) {
      found.push(
        `${name}.${attribute}: did not keep ${typeof kept === "function" ? "a function" : "an object"}.`,
      );
    }
  }
  for (const dropped of [5, "text", true, Symbol("handler"), undefined, null]) {
    Reflect.set(sample, attribute, () => undefined);
    Reflect.set(sample, attribute, dropped);
    if (Reflect.get(sample, attribute) !== null) {
      found.push(`${name}.${attribute}: ${String(dropped)} did not become null.`);
    }
  }
  Reflect.set(sample, attribute, before);
  return found;
}
