/** Native tracks fed from a page, and native tracks read by it, in real browsers. */
import { browsersHere } from "../drivers/index.js";
import { perform } from "./perform.js";
import { expectDisc, stage } from "./stage.js";

/** Of BT.601 in limited range. */
const colours = [
  { yuv: [16, 128, 128], rgb: [0, 0, 0] },
  { yuv: [235, 128, 128], rgb: [255, 255, 255] },
  { yuv: [81, 90, 240], rgb: [254, 0, 0] },
  { yuv: [145, 54, 34], rgb: [0, 255, 1] },
  { yuv: [41, 240, 110], rgb: [0, 0, 255] },
];

describe.each(browsersHere)("in %s", (name) => {
  const s = stage(name);

  test("a video track shows what is written, in the size of the frames", async () => {
    const sizes = [
      { width: 320, height: 240 },
      { width: 161, height: 121 },
    ];
    const { answers, state, late } = await perform(s.page, "outputs", "written", sizes);
    for (const { seen, disc } of answers) expectDisc(seen.disc, disc);
    // Written after the end, a frame is closed all the same.
    expect({ state, late }).toEqual({ state: "ended", late: null });
  }, 60_000);

  test("frames that come too fast are dropped, and all are closed", async () => {
    const { each, open } = await perform(s.page, "outputs", "flooded", 5, 20);
    expect(Math.max(...each)).toBeLessThan(6);
    expect(open).toBe(0);
  }, 60_000);

  test.each([
    ["even", { width: 8, height: 6 }],
    ["odd", { width: 7, height: 5 }],
    ["the smallest", { width: 1, height: 1 }],
  ])("pictures of %s sides become frames of their colours", async (_, size) => {
    const answers = await perform(
      s.page,
      "outputs",
      "colours",
      colours.map(({ yuv }) => ({ size, yuv })),
    );
    answers.forEach((answer, i) => {
      expect(answer.size).toEqual(size);
      expect(answer.timestamp).toBe(70);
      answer.rgb.forEach((value, channel) => {
        // Browsers convert with different precision.
        expect(Math.abs(value - (colours[i]?.rgb[channel] ?? 0))).toBeLessThanOrEqual(8);
      });
    });
  });

  test("frames are read in order until reading is stopped", async () => {
    const { sizes, areRising, after } = await perform(s.page, "outputs", "read", 20);
    expect(sizes).toEqual(["320x240"]);
    expect(areRising).toBe(true);
    expect(after).toBe(0);
  }, 60_000);

  test.each([
    [48000, [440]],
    [16000, [880, 440]],
    [44100, [660]],
  ])(
    "an audio track at %d Hz has the tones %j",
    async (sampleRate, tones) => {
      const { kind, readyState, runs, near, after } = await perform(
        s.page,
        "outputs",
        "heard",
        sampleRate,
        tones,
      );
      expect({ kind, readyState, after }).toEqual({ kind: "audio", readyState: "live", after: "ended" });
      // Firefox plays nothing where there is no sound device, and machines for tests have none.
      if (name !== "firefox") expect(runs).toBe(true);
      expect(near).toEqual(runs ? tones.map(() => true) : []);
    },
    90_000,
  );
});
