/** What passes for an answer: above all, that nothing measured is no pass. */
import { expectAnswer, expectFrames } from "./matching.js";
import type { Answer, Question } from "./page/answers.js";

const question: Question = { video: {}, mostPixels: 1000, patience: 1, isCounted: false, isLate: false };
const counted = { ...question, isCounted: true };
const settings = { width: 20, height: 10, frameRate: 30, deviceId: "a" };
const granted = (more: object): Answer => ({ settings, ...more });

test.each<[string, Answer, Question, boolean]>([
  ["frames of the size told", granted({ size: [20, 10] }), question, true],
  ["frames of another size", granted({ size: [20, 11] }), question, false],
  ["no frame", granted({ size: [0, 0] }), question, false],
  ["frames that were not looked at", granted({}), question, false],
  ["frames too large to look at", granted({}), { ...question, mostPixels: 100 }, true],
  ["frames of the rate told", granted({ size: [20, 10], rate: 29, plainRate: 30 }), counted, true],
  ["too few frames", granted({ size: [20, 10], rate: 14, plainRate: 30 }), counted, false],
  ["as few as the machine shows", granted({ size: [20, 10], rate: 14, plainRate: 15 }), counted, true],
  ["fewer than the machine shows", granted({ size: [20, 10], rate: 7, plainRate: 15 }), counted, false],
  ["too many frames", granted({ size: [20, 10], rate: 36, plainRate: 30 }), counted, false],
  ["frames that were not counted", granted({ size: [20, 10] }), counted, false],
  ["a machine that shows nothing", granted({ size: [20, 10], rate: 1, plainRate: 0 }), counted, false],
  ["a refusal", { error: "OverconstrainedError", constraint: "width", message: "" }, question, true],
])("%s", (_, answer, asked, passes) => {
  const check = (): void => expectFrames(answer, asked);
  if (passes) expect(check).not.toThrow();
  else expect(check).toThrow();
});

test("a limit outlives JSON, or all frames would be too large", () => {
  expect(JSON.parse(JSON.stringify(question))).toEqual(question);
});

test("settings and errors must be the ones expected", () => {
  const fit = { settings: { ...settings, deviceId: "b" }, distance: 0, advanced: [] };
  const misfit = { error: "OverconstrainedError", constraints: ["width"] } as const;
  const blamed = (constraint: string): Answer => ({ error: "OverconstrainedError", constraint, message: "" });
  expect(() => expectAnswer(granted({}), fit, "without ids")).not.toThrow();
  expect(() => expectAnswer(granted({}), fit)).toThrow();
  expect(() => expectAnswer(granted({}), misfit)).toThrow();
  expect(() => expectAnswer(blamed("width"), misfit)).not.toThrow();
  expect(() => expectAnswer(blamed("height"), misfit)).toThrow();
  expect(() => expectAnswer(blamed("width"), fit)).toThrow();
});
