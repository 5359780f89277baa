/** Answers against what the solver says. */
import type { Expectation } from "./expectation.js";
import { isAtRate, isRefused, type Answer, type Question } from "./page/answers.js";

/** Ids are the document's own, unlike the description's. */
type Ids = "with ids" | "without ids";

/** Expects the settings, or the error. */
export function expectAnswer(answer: Answer, expected: Expectation, ids: Ids = "with ids"): void {
  if (isRefused(answer) || "error" in expected) {
    expect(answer).toMatchObject("error" in expected ? { error: expected.error } : expected);
    if ("error" in expected && expected.error === "OverconstrainedError") {
      expect(expected.constraints).toContain(isRefused(answer) ? answer.constraint : undefined);
    }
    return;
  }
  expect(compared(answer.settings, ids)).toEqual(compared(expected.settings, ids));
}

/**
 * Expects frames of the size that the settings tell, and, where they were to be counted, of their rate, as far as the machine
 * shows a plain track of the browser at that rate. That nothing was measured passes only where the question says so.
 */
export function expectFrames(answer: Answer, { mostPixels, isCounted }: Question): void {
  if (isRefused(answer)) return;
  const { width = 0, height = 0, frameRate = 0 } = answer.settings as MediaTrackSettings;
  expect(answer.size).toEqual(width * height > mostPixels ? undefined : [width, height]);
  if (!isCounted) return;
  const { rate = 0, plainRate = 0 } = answer;
  expect({ rate, plainRate, frameRate, isAtRate: isAtRate(rate, plainRate, frameRate) }).toMatchObject({
    isAtRate: true,
  });
}

function compared(settings: Readonly<Record<string, unknown>>, ids: Ids): Record<string, unknown> {
  const left = ids === "with ids" ? ["groupId"] : ["deviceId", "groupId"];
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !left.includes(name)));
}
