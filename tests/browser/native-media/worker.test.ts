/** Where Chromium converts: in a worker that all converters share, and in the page where that cannot be. */
import { browsersHere, playwrightPage, type BrowserPage } from "../drivers/index.js";
import { perform } from "./perform.js";
import { expectDisc, stage } from "./stage.js";

const VGA = { width: 640, height: 480 };
const outputs = [
  { width: 480, height: 480, frameRate: 30 },
  { width: 300, height: 200, frameRate: 30 },
];

/** How many workers a page has. */
function workers(page: BrowserPage): number {
  return playwrightPage(page).workers().length;
}

describe.each(browsersHere.filter((name) => name === "chromium"))("in %s", (name) => {
  const s = stage(name);

  test("all converters share a worker, which ends with the last of them", async () => {
    await perform(s.page, "lives", "begin", 2);
    expect(workers(s.page)).toBe(1);
    await perform(s.page, "lives", "end");
    expect(workers(s.page)).toBe(0);
    // And there is another one when it is needed again.
    await perform(s.page, "lives", "begin", 1);
    expect(workers(s.page)).toBe(1);
    await perform(s.page, "lives", "end");
  }, 60_000);

  test("a worker that dies ends its tracks; the next ones have a new worker, and after that none", async () => {
    for (const expected of [1, 1, 0]) {
      await perform(s.page, "lives", "begin", 2);
      expect(workers(s.page)).toBe(expected);
      if (expected === 0) break;
      const [worker] = playwrightPage(s.page).workers();
      await worker?.evaluate("close()").catch(() => undefined);
      expect(await perform(s.page, "lives", "failed")).toEqual(["ended", "ended"]);
      await perform(s.page, "lives", "end");
    }
    await perform(s.page, "lives", "end");
  }, 60_000);

  test.each([
    ["a policy forbids workers", "worker-src 'none'"],
    ["a policy forbids this one's address", "worker-src blob:"],
  ])(
    "it is done in the page where %s",
    async (_, csp) => {
      const page = await s.open({ csp });
      for (const layout of ["I420", "canvas"] as const) {
        const answers = await perform(page, "conversions", "converted", VGA, outputs, layout);
        answers.forEach(({ seen, disc }, i) => {
          expect([seen.width, seen.height]).toEqual([outputs[i]?.width, outputs[i]?.height]);
          expectDisc(seen.disc, disc);
        });
      }
      expect(workers(page)).toBe(0);
      await page.close();
    },
    60_000,
  );

  test("it is done in the page where the worker's file is not there", async () => {
    const page = await s.open();
    await playwrightPage(page).route("**/converter-worker.js", (route) => route.fulfill({ status: 404 }));
    const [answer] = await perform(page, "conversions", "converted", VGA, outputs, "I420");
    expect(answer?.seen.width).toBe(480);
    expect(workers(page)).toBe(0);
    await page.close();
  }, 60_000);

  test("a page that is busy holds up no frames", async () => {
    const page = await s.open();
    const { delivered, whileBusy } = await perform(page, "lives", "busy");
    expect(delivered).toBeGreaterThan(0);
    expect(whileBusy).toBeGreaterThan(delivered / 2);
    await page.close();
  }, 60_000);
});
