/** Converted native tracks in the browsers' own consumers: a recording and a peer connection have the size asked for. */
import { browsersHere } from "../drivers/index.js";
import { perform } from "./perform.js";
import { expectDisc, stage } from "./stage.js";

const VGA = { width: 640, height: 480 };
/** Cropped, scaled, both, of odd sides, as it is. */
const outputs = [
  [480, 480],
  [320, 240],
  [300, 200],
  [479, 479],
  [640, 480],
].map(([width = 0, height = 0]) => ({ width, height, frameRate: 30 }));

// WebKitGTK has no peer connections, and no recorder for tracks of a canvas.
const recording = browsersHere.filter((name) => name !== "webkit");

describe.each(recording)("in %s", (name) => {
  const s = stage(name);
  const layouts = name === "chromium" ? (["I420", "canvas"] as const) : (["I420"] as const);
  const cases = layouts.flatMap((layout) => outputs.map((output) => [layout, output] as const));

  test.each(cases)(
    "a recording of %s frames shows them in %j",
    async (layout, output) => {
      const { seen, disc } = await perform(
        s.page,
        "consumers",
        "recorded",
        VGA,
        output,
        layout,
        "video/webm",
      );
      expect([seen.width, seen.height]).toEqual([output.width, output.height]);
      expectDisc(seen.disc, disc, 4);
    },
    60_000,
  );

  test.each(cases)(
    "a peer gets %s frames in %j",
    async (layout, output) => {
      const { seen, disc } = await perform(s.page, "consumers", "sent", VGA, output, layout);
      expect([seen.width, seen.height]).toEqual([output.width, output.height]);
      expectDisc(seen.disc, disc, 4);
    },
    60_000,
  );
});
