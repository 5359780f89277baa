/** The check itself: it is content with a class that is right and finds each fault of one that is wrong. */
import { checkInterface } from "./check-interface.js";
import { differencesBetween } from "./compare-idl.js";
import { readIdl } from "./idl.js";

const idl = readIdl(`
  enum Mood { "calm", "glad" };
  interface Pet : EventTarget {
    constructor(DOMString name);
    readonly attribute DOMString name;
    readonly attribute Mood mood;
    attribute boolean awake;
    attribute EventHandler oncall;
    undefined feed(DOMString food, optional boolean much = true);
    Promise<undefined> walk(DOMString place);
  };
  interface Stone { readonly attribute DOMString kind; };
`);

class Pet extends EventTarget {
  #name: string;
  #mood = "calm";
  #awake = true;
  #oncall: unknown = null;
  constructor(name: string) {
    super();
    if (arguments.length < 1) throw new TypeError("1 argument required.");
    this.#name = name;
  }
  get name(): string {
    return this.#name;
  }
  get mood(): string {
    return this.#mood;
  }
  get awake(): boolean {
    return this.#awake;
  }
  set awake(value: boolean) {
    this.#awake = Boolean(value);
  }
  get oncall(): unknown {
    return this.#oncall;
  }
  set oncall(value: unknown) {
    this.#oncall =
      typeof value === "function" || (typeof value === "object" && value !== null) ? value : null;
  }
  feed(food: string): void {
    if (arguments.length < 1) throw new TypeError("1 argument required.");
    this.#mood = food === "" ? "calm" : "glad";
  }
  async walk(place: string): Promise<void> {
    if (arguments.length < 1) throw new TypeError("1 argument required.");
    this.#mood = place === "" ? "calm" : "glad";
    await Promise.resolve();
  }
}
for (const member of ["name", "mood", "awake", "oncall", "feed", "walk"]) {
  Object.defineProperty(Pet.prototype, member, { enumerable: true });
}
Object.defineProperty(Pet.prototype, Symbol.toStringTag, { value: "Pet", configurable: true });

async function faults(constructor: unknown, sample: object, name = "Pet"): Promise<string[]> {
  const definition = idl.interfaces.get(name);
  if (!definition) throw new Error(name);
  return await checkInterface(definition, new Map([[name, { constructor, sample }]]), idl.enums);
}

/** A copy of `Pet` with something about its prototype changed. */
function petWith(change: (prototype: object) => void): { constructor: unknown; sample: object } {
  const copy = class extends Pet {};
  Object.setPrototypeOf(copy, EventTarget);
  const descriptors = Object.getOwnPropertyDescriptors(Pet.prototype);
  Object.defineProperties(copy.prototype, {
    ...descriptors,
    constructor: { value: copy, writable: true, enumerable: false, configurable: true },
  });
  Object.defineProperty(copy, "name", { value: "Pet" });
  change(copy.prototype);
  const sample = new Pet("Rex");
  Object.setPrototypeOf(sample, copy.prototype);
  return { constructor: copy, sample };
}

test("a class that is right has no differences", async () => {
  expect(await faults(Pet, new Pet("Rex"))).toEqual([]);
});

/** What wrong classes have in place of a right member. */
const loose = {
  get mood(): string {
    return "calm";
  },
  feed(food: string, much: boolean): unknown {
    return [food, much];
  },
  walk(place: string): void {
    throw new TypeError(place);
  },
};
const careless = {
  feed(food: string): unknown {
    return food;
  },
};

test.each<[what: string, change: (prototype: object) => void, expected: string]>([
  [
    "a missing attribute",
    (pet) => Reflect.deleteProperty(pet, "mood"),
    "Pet.mood: the prototype has no such attribute.",
  ],
  [
    "a missing operation",
    (pet) => Reflect.deleteProperty(pet, "feed"),
    "Pet.feed(): the prototype has no such operation.",
  ],
  [
    "an extra member",
    (pet) => define(pet, "bite", { value: 1 }),
    "Pet.bite: the interface has no such member.",
  ],
  [
    "a hidden attribute",
    (pet) => define(pet, "name", { enumerable: false }),
    "Pet.name: must be enumerable.",
  ],
  [
    "a hidden operation",
    (pet) => define(pet, "walk", { enumerable: false }),
    "Pet.walk(): must be enumerable.",
  ],
  ["a fixed operation", (pet) => define(pet, "feed", { writable: false }), "Pet.feed(): must be writable."],
  [
    "a setter of a read-only attribute",
    (pet) => define(pet, "name", { set: () => undefined }),
    "Pet.name: is read-only and has a setter.",
  ],
  [
    "a getter that takes any object",
    (pet) => define(pet, "mood", Object.getOwnPropertyDescriptor(loose, "mood")),
    'Pet.mood: "get mood" on [object Object] threw nothing, not TypeError.',
  ],
  [
    "a value outside the enumeration",
    (pet) => define(pet, "mood", { get: () => "cross" }),
    "Pet.mood: cross is no Mood.",
  ],
  [
    "an operation of another length",
    (pet) => define(pet, "feed", Object.getOwnPropertyDescriptor(loose, "feed")),
    "Pet.feed(): has length 2, not 1.",
  ],
  [
    "an asynchronous operation that throws",
    (pet) => define(pet, "walk", Object.getOwnPropertyDescriptor(loose, "walk")),
    "Pet.walk(): with 0 of 1 arguments must reject with TypeError, threw TypeError.",
  ],
  [
    "an operation that does not count its arguments",
    (pet) => define(pet, "feed", Object.getOwnPropertyDescriptor(careless, "feed")),
    "Pet.feed(): with 0 of 1 arguments threw nothing, not TypeError.",
  ],
  [
    "a handler that keeps anything",
    (pet) => define(pet, "oncall", keepingAnything()),
    "Pet.oncall: 5 did not become null.",
  ],
  [
    "a wrong tag",
    (pet) => define(pet, Symbol.toStringTag, { value: "Dog" }),
    'Pet: Symbol.toStringTag must be "Pet", only configurable.',
  ],
  [
    "another parent",
    (pet) => Object.setPrototypeOf(pet, Object.prototype) as unknown,
    "Pet: the prototype does not inherit from that of EventTarget.",
  ],
])("%s is found", async (_what, change, expected) => {
  const { constructor, sample } = petWith(change);
  expect(await faults(constructor, sample)).toContain(expected);
});

function define(prototype: object, name: PropertyKey, descriptor: PropertyDescriptor | undefined): void {
  Object.defineProperty(prototype, name, { configurable: true, ...descriptor });
}

function keepingAnything(): PropertyDescriptor {
  let kept: unknown = null;
  return { get: () => kept, set: (value: unknown) => void (kept = value) };
}

test("a class that must not be constructed and can be is found, and one that is not there", async () => {
  class Stone {
    get kind(): string {
      return "flint";
    }
  }
  expect(await faults(Stone, new Stone(), "Stone")).toContain(
    'Stone: "new" with 0 arguments must be a TypeError, Illegal constructor; was nothing.',
  );
  expect(await faults(undefined, {}, "Stone")).toEqual(["Stone: there is no such class."]);
});

test("an own enumerable property of an object is found", async () => {
  expect(await faults(Pet, Object.assign(new Pet("Rex"), { age: 3 }))).toContain(
    "Pet: objects have an own enumerable property age.",
  );
});

test("differences of two texts are told by name: what came, went and changed", () => {
  const earlier = readIdl('dictionary A { long x; DOMString y; }; enum E { "a" };');
  const later = readIdl('dictionary A { double x; required boolean z; }; enum E { "a", "b" };');
  expect(differencesBetween(earlier, later)).toEqual([
    "A.x: long became double",
    "A.y removed: DOMString",
    "A.z added: required boolean",
    "E: enum a became enum a | b",
  ]);
});
