/** The page's streams are shown, and stay what they are. */
import { browsersHere } from "../drivers/index.js";
import { stage } from "./stage.js";

describe.each(browsersHere)("%s", (name) => {
  const browser = stage(name);

  test("an element shows what its stream has", async () => {
    expect(await browser.perform("streams", "followed")).toEqual({
      sizes: ["64x48", "128x96", "32x24", "128x96"],
    });
  });

  // The others record one audio track, and nothing of streams with two.
  const recorders =
    name === "chromium" ? ["a recording goes on when a track of the stream has ended that is shown"] : [];
  for (const title of recorders) {
    test(title, async () => {
      expect(await browser.perform("streams", "recorded")).toEqual({
        error: "",
        state: "recording",
        isSame: true,
      });
    });
  }
});
