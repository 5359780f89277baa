/** Repairs of media elements that are undone, and elements that are dropped. */
import { browsersHere } from "../drivers/index.js";
import { propertiesOfWindow } from "../page-functions.js";
import { stage } from "./stage.js";

/** As the browsers have it by themselves. */
const native = {
  chromium: { currentTime: 5, played: 0, ended: false },
  firefox: { currentTime: 0, played: 0, ended: true },
  webkit: { currentTime: 5, played: 0, ended: true },
};

describe.each(browsersHere)("%s", (name) => {
  const options = name === "chromium" ? { extraArgs: ["--js-flags=--expose-gc"] } : {};
  const browser = stage(name, options);

  test("every property is what it was", async () => {
    const page = await browser.open(false);
    const { count } = await page.evaluate(propertiesOfWindow, "remember" as const);
    expect(count).toBeGreaterThan(5000);
    const changed = await page.evaluate(async () => {
      const path = "/source/tests/browser/media-elements/pages/repairs.js";
      const { repair } = (await import(path)) as typeof import("./pages/repairs.js");
      const getter = (): unknown =>
        Reflect.get(
          Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "played") as PropertyDescriptor,
          "get",
        );
      const before = getter();
      const undo = repair();
      const during = getter();
      undo();
      return before !== during;
    });
    expect(changed).toBe(true);
    expect(await page.evaluate(propertiesOfWindow, "compare" as const)).toEqual({ count, different: [] });
    await page.close();
  });

  test("no listener is left", async () => {
    const result = await browser.perform("leaving", "listeners", { isRepaired: false });
    expect(result).toEqual({ hadSome: name !== "firefox", left: 0 });
  });

  test("elements go on with their streams", async () => {
    expect(await browser.perform("leaving", "elements", { isRepaired: false })).toEqual({
      streams: [true, true, true],
      same: [true, true, true],
      paused: [false, true],
      ends: 0,
    });
  });

  test("elements do as the browser has it", async () => {
    expect(await browser.perform("leaving", "behaviour", { isRepaired: false })).toEqual(native[name]);
  });

  // The others collect when they like.
  const collectors = name === "chromium" ? ["elements and streams that are dropped are not kept"] : [];
  for (const title of collectors) {
    test(title, async () => {
      const result = (await browser.perform("leaving", "kept", { isRepaired: false })) as object;
      const { live, ...left } = result as Record<string, number>;
      expect(live).toBe(10);
      // What is on the stack may look like a reference to some of the ten.
      for (const list of ["ended", "released", "streams"]) expect(left[list]).toBeLessThan(5);
    });
  }
});
