/**
 * What browsers' media elements do wrong with streams by themselves, and that they do it right when repaired. A test of the
 * first kind that fails may be good news: the browser has been mended, and the repair can go.
 */
import { browsersHere } from "../drivers/index.js";
import { departures } from "./departures.js";
import { stage } from "./stage.js";

describe.each(browsersHere)("%s", (name) => {
  const browser = stage(name);
  const cases = departures.map((departure) => {
    const { right, wrong = {}, left = {}, dangerous = [] } = departure;
    return {
      ...departure,
      isLeft: name in left,
      isWrong: name in left || name in wrong,
      isDangerous: dangerous.includes(name),
      byItself: left[name] ?? wrong[name] ?? right,
    };
  });
  const safe = cases.filter(({ isDangerous }) => !isDangerous);

  test.each(safe.filter(({ isWrong }) => isWrong))("by itself: $fault", async ({ observe, byItself }) => {
    expect(await browser.perform("faults", observe, { isRepaired: false })).toEqual(byItself);
  });

  test.each(safe.filter(({ isWrong }) => !isWrong))("is free of: $fault", async ({ observe, right }) => {
    expect(await browser.perform("faults", observe, { isRepaired: false })).toEqual(right);
  });

  const repaired = cases.filter(({ isLeft }) => !isLeft);

  test.each(repaired)("repaired, no longer: $fault", async ({ observe, right }) => {
    expect(await browser.perform("faults", observe)).toEqual(right);
  });

  // Each has a browser for itself, which may be gone afterwards.
  for (const { fault, observe, byItself } of cases.filter(({ isDangerous }) => isDangerous)) {
    describe("in danger", () => {
      const other = stage(name);

      test(`by itself: ${fault}`, async () => {
        const found = await other
          .perform("faults", observe, { isRepaired: false })
          .catch((error: unknown) =>
            /crash/i.test(String(error)) ? byItself : Promise.reject(error as Error),
          );
        expect(found).toEqual(byItself);
      });
    });
  }
});
