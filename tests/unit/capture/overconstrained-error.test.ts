/** Media Capture and Streams, 7.1. */
import { OverconstrainedError } from "../../../bindings/capture/overconstrained-error.js";

test("a DOMException of its own name, without a code [7.1-1]", () => {
  const error = new OverconstrainedError("width", "too wide");
  expect(error).toBeInstanceOf(OverconstrainedError);
  expect(error).toBeInstanceOf(DOMException);
  expect(error.name).toBe("OverconstrainedError");
  expect(Reflect.get(error, "code")).toBe(0);
  expect(Object.prototype.toString.call(error)).toBe("[object OverconstrainedError]");
  expect(error.stack).toEqual(expect.stringContaining("too wide"));
});

test("constraint and message are the arguments; the message may be left out [7.1-2, 7.1-3]", () => {
  const full = new OverconstrainedError("width", "too wide");
  expect([full.constraint, full.message]).toEqual(["width", "too wide"]);
  const short = new OverconstrainedError("");
  expect([short.constraint, short.message]).toEqual(["", ""]);
  expect(new OverconstrainedError("height", undefined).message).toBe("");
});

test("arguments are converted to strings, the first one first", () => {
  const order: string[] = [];
  const text = (name: string): object => ({
    toString() {
      order.push(name);
      return name;
    },
  });
  const error = Reflect.construct(OverconstrainedError, [text("a"), text("b")]) as OverconstrainedError;
  expect([error.constraint, error.message, ...order]).toEqual(["a", "b", "a", "b"]);
  const ofNull = Reflect.construct(OverconstrainedError, [null, null]) as OverconstrainedError;
  expect([ofNull.constraint, ofNull.message]).toEqual(["null", "null"]);
});

test.each([[[]], [[Symbol("constraint")]], [["width", Symbol("message")]]])(
  "%# is a TypeError",
  (given: unknown[]) => {
    expect(() => Reflect.construct(OverconstrainedError, given) as unknown).toThrow(TypeError);
  },
);
