/** The page's streams stay what they are while Chromium's elements show them, which have streams of their own. */
import { stage } from "./media-elements/stage.js";

const browser = stage("chromium");

test("an element shows what its stream has", async () => {
  expect(await browser.perform("streams", "followed")).toEqual({
    sizes: ["64x48", "128x96", "32x24", "128x96"],
  });
});

test("a recording goes on when a track of the stream has ended that is shown", async () => {
  expect(await browser.perform("streams", "recorded")).toEqual({
    error: "",
    state: "recording",
    isSame: true,
  });
});
