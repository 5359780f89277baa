/** Properties that are replaced, wrapped by others meanwhile, and put back. */
import { changeProperties } from "../../../bindings/install/property-changes.js";

const method = (value: unknown): PropertyDescriptor => ({
  value,
  writable: true,
  enumerable: true,
  configurable: true,
});

function target(): { ask(): string; answer: string } {
  return {
    ask: () => "native",
    get answer() {
      return "native";
    },
    set answer(value) {
      throw new Error(`The native one is ${value}.`);
    },
  };
}

/** A function of a property's descriptor. */
function functionOf(
  object: object,
  key: string,
  member: "value" | "get" | "set",
): (this: unknown, ...values: unknown[]) => unknown {
  return Reflect.get(Object.getOwnPropertyDescriptor(object, key) ?? {}, member) as never;
}

function changed(object: object): () => void {
  const answer: PropertyDescriptor = {
    get: () => "ours",
    // It takes everything.
    set: () => undefined,
    enumerable: true,
    configurable: true,
  };
  return changeProperties([
    { object, name: "target", key: "ask", descriptor: method(() => "ours") },
    { object, name: "target", key: "answer", descriptor: answer },
    { object, name: "target", key: "more", descriptor: method(() => "ours") },
  ]);
}

test("what has been replaced since is left alone, and ends at what was there first", () => {
  const object = target();
  const undo = changed(object);
  const ask = functionOf(object, "ask", "value");
  const more = functionOf(object, "more", "value");
  const wrapper = (): string => `wrapped ${String(ask.call(object))}`;
  object.ask = wrapper;
  const getter = functionOf(object, "answer", "get");
  Object.defineProperty(object, "answer", {
    get: () => `wrapped ${String(getter.call(object))}`,
    configurable: true,
  });
  expect([object.ask(), object.answer]).toEqual(["wrapped ours", "wrapped ours"]);
  undo();
  expect(functionOf(object, "ask", "value")).toBe(wrapper);
  expect([object.ask(), object.answer]).toEqual(["wrapped native", "wrapped native"]);
  expect("more" in object).toBe(false);
  expect(() => more.call(object)).toThrow(new TypeError("target.more is not a function."));
});

test("what was taken while it was replaced passes on what it is called with, and on", () => {
  const object = {
    calls: [] as unknown[][],
    ask: function (this: unknown, ...values: unknown[]) {
      object.calls.push([this, ...values]);
    },
  };
  const undo = changeProperties([{ object, name: "target", key: "ask", descriptor: method(() => "ours") }]);
  const ask = functionOf(object, "ask", "value");
  undo();
  ask.call("self", 1, 2);
  expect(object.calls).toEqual([["self", 1, 2]]);
});

test("setters, and properties that were plain values, are what they were", () => {
  const object = target();
  const undo = changed(object);
  const [get, set] = [functionOf(object, "answer", "get"), functionOf(object, "answer", "set")];
  object.answer = "taken";
  undo();
  expect(get.call(object)).toBe("native");
  expect(() => set.call(object, "own")).toThrow("The native one is own.");
  const plain = { value: 5 };
  const restore = changeProperties([
    { object: plain, name: "plain", key: "value", descriptor: { get: () => 6, configurable: true } },
  ]);
  const getter = functionOf(plain, "value", "get");
  expect(plain.value).toBe(6);
  restore();
  expect([plain.value, getter.call(plain)]).toEqual([5, 5]);
});

test("classes of their own stay what they are, and those that stand for the one before make that one afterwards", () => {
  class Native {
    readonly name: string = "native";
  }
  class Other {
    readonly name: string = "other";
  }
  const constructor = new Proxy(Native, {
    construct: (made, values, newTarget: typeof Native) =>
      Object.assign(Reflect.construct(made, values, newTarget) as object, { name: "ours" }),
  });
  const window = { Native, Other: Native };
  const undo = changeProperties([
    { object: window, name: "window", key: "Native", descriptor: method(constructor) },
    { object: window, name: "window", key: "Other", descriptor: method(Other) },
  ]);
  expect(window.Other).toBe(Other);
  const Wrapper = class extends window.Native {};
  window.Native = Wrapper;
  expect([new Wrapper().name, new Wrapper() instanceof Native]).toEqual(["ours", true]);
  undo();
  expect(window).toEqual({ Native: Wrapper, Other: Native });
  expect([new Wrapper().name, new Wrapper() instanceof Wrapper]).toEqual(["native", true]);
});

test("a method yields to the one before for calls that are its, where there is one", () => {
  const object = target();
  const yields = ([value]: readonly unknown[]): boolean => value === "before";
  changeProperties([
    { object, name: "target", key: "ask", descriptor: method(() => "ours"), yields },
    { object, name: "target", key: "more", descriptor: method(() => "ours"), yields },
  ]);
  const [ask, more] = [functionOf(object, "ask", "value"), functionOf(object, "more", "value")];
  const answers = [ask.call(object, "before"), ask.call(object, "now"), more.call(object, "before")];
  expect(answers).toEqual(["native", "ours", "ours"]);
});
