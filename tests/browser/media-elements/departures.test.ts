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
    const { right, wrong = {}, left = {} } = departure;
    const isLeft = name in left;
    return {
      ...departure,
      isLeft,
      isWrong: isLeft || name in wrong,
      byItself: left[name] ?? wrong[name] ?? right,
    };
  });

  test.each(cases.filter(({ isWrong }) => isWrong))("by itself: $fault", async ({ observe, byItself }) => {
    // A second video track makes some pages of WebKit crash later.
    const isApart = observe === "secondPicture" || observe === "pictureBehind";
    expect(await browser.perform("faults", observe, { isRepaired: false, isApart })).toEqual(byItself);
  });

  test.each(cases.filter(({ isWrong }) => !isWrong))("is free of: $fault", async ({ observe, right }) => {
    expect(await browser.perform("faults", observe, { isRepaired: false })).toEqual(right);
  });

  test.each(cases.filter(({ isLeft }) => !isLeft))(
    "repaired, no longer: $fault",
    async ({ observe, right }) => {
      expect(await browser.perform("faults", observe)).toEqual(right);
    },
  );
});
