/** Converted native tracks in real browsers: sizes, geometry, numbers of frames, ends. */
import { browsersHere } from "../drivers/index.js";
import { perform } from "./perform.js";
import { expectDisc, stage } from "./stage.js";

const VGA = { width: 640, height: 480 };
/** Cropped only, scaled only, both, odd sides, wide, as it is, tall. */
const outputs = [
  [480, 480],
  [320, 240],
  [300, 200],
  [251, 125],
  [640, 100],
  [640, 480],
  [99, 333],
].map(([width = 0, height = 0]) => ({ width, height, frameRate: 30 }));

describe.each(browsersHere)("in %s", (name) => {
  const s = stage(name);
  const layouts = name === "chromium" ? (["I420", "NV12", "canvas"] as const) : (["I420"] as const);

  test.each(layouts)(
    "pictures are cropped in the middle and scaled, not stretched (%s)",
    async (layout) => {
      const answers = await perform(s.page, "conversions", "converted", VGA, outputs, layout);
      expect(answers.map(({ seen: { width, height } }) => [width, height])).toEqual(
        outputs.map(({ width, height }) => [width, height]),
      );
      // Where the disc is cut off by the edge, only what is left of it counts.
      answers.forEach(({ seen, disc }) => {
        const [width, height] = [Math.min(disc.width, seen.width), Math.min(disc.height, seen.height)];
        expectDisc(seen.disc, { ...disc, width, height });
      });
    },
    90_000,
  );

  test.each([
    [15, 2],
    [10, 3],
    [6, 5],
  ])(
    "%d frames a second are every one of %d, evenly",
    async (frameRate, step) => {
      const count = 12;
      const { written, steps } = await perform(s.page, "conversions", "decimated", frameRate, count);
      // A busy machine loses frames on the way, and a video element tells their times with some jitter.
      const median = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 0;
      expect(Math.abs(median - step)).toBeLessThanOrEqual(name === "chromium" ? 0 : 1);
      expect(written / count).toBeGreaterThan(0.6 * step);
      expect(written / count).toBeLessThan(1.8 * step);
    },
    60_000,
  );

  test("nothing is upscaled: what there is of the shape is put out until the input is large enough", async () => {
    const { cropped, disc, states } = await perform(s.page, "conversions", "neverUpscaled");
    // 320 x 120 of 320 x 240: the disc, 120 in diameter, just fits.
    expectDisc(cropped, { width: 120, height: 120, x: 160, y: 60 });
    // 640 x 240 of 640 x 480: the disc, 240 in diameter, just fits.
    expectDisc(disc, { width: 240, height: 240, x: 320, y: 120 });
    expect(states).toEqual(["ended", "live", "live"]);
  }, 60_000);

  test("another input goes on where the one before ended", async () => {
    const { whilePaused, areRising } = await perform(s.page, "conversions", "exchanged");
    expect(whilePaused).toBe(0);
    expect(areRising).toBe(true);
  }, 60_000);

  test("closing ends the track and stops reading, and not the input", async () => {
    const { track, input, elements } = await perform(s.page, "conversions", "closed");
    expect({ track, input, elements }).toEqual({ track: "ended", input: "live", elements: 0 });
  }, 60_000);

  test("clones made by the browser are fed, though the original was stopped", async () => {
    const disc = await perform(s.page, "conversions", "cloned");
    expectDisc(disc, { width: 50, height: 50, x: 50, y: 50 });
  }, 60_000);

  test("a camera's frames are all given back", async () => {
    const asked = [VGA, { width: 480, height: 480 }, { width: 320, height: 240 }, { width: 100, height: 60 }];
    const conversions = asked.map((size) => ({ ...size, frameRate: 30 }));
    const sizes = await perform(s.page, "conversions", "ofCamera", conversions, 20);
    expect(sizes).toEqual(asked.map(({ width, height }) => `${width}x${height}`));
  }, 90_000);

  test("no page has an error", () => {
    // Chromium loses a frame of its own now and then when a Processor's stream ends, whoever reads it.
    const errors = s.page.errors().filter((error) => !error.startsWith("A VideoFrame was garbage collected"));
    expect(errors).toEqual([]);
  });
});
