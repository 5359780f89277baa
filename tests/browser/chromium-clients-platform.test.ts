/** What Chromium itself does with tracks of ours: Web Audio, stills, streams of all origins together. */
import { LAUNCH_LIMIT } from "./drivers/index.js";
import { startStage, type Stage } from "./clients/stage.js";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage("chromium");
}, LAUNCH_LIMIT);

afterAll(async () => {
  await stage.close();
}, 60_000);

describe("Web Audio", () => {
  test("hears the tones of a virtual microphone, by its stream and by its track", async () => {
    const { heard, played, channelCount, types } = await stage.perform("sound", "tones");
    expect(channelCount).toBe(2);
    expect(played).toEqual([440, 880]);
    const [first, second, ofTrack] = heard;
    expect(Math.abs(first - 440)).toBeLessThan(3);
    expect(Math.abs(second - 880)).toBeLessThan(3);
    expect(Math.abs(ofTrack - 440)).toBeLessThan(3);
    expect(types).toEqual([true, true, true]);
  });

  test("hears the page's tone in our stream, and ours in the page's", async () => {
    const { inOurs, throughPage, expected, kinds, open } = await stage.perform("sound", "mixedSound");
    expect(Math.abs(inOurs - 1000)).toBeLessThan(3);
    expect(Math.abs(throughPage - expected)).toBeLessThan(3);
    expect(kinds).toEqual(["audio", "video"]);
    expect(open).toBe(0);
  });
});

test("a recording goes on when a track that Chromium scales is fitted anew, and so does the next", async () => {
  const sizes = [
    [500, 400],
    [300, 240],
  ] as const;
  expect(await stage.perform("media-recorder", "refittedMeanwhile", [640, 480], sizes)).toEqual([
    { size: sizes[0], isWhole: true },
    { size: sizes[1], isWhole: true },
  ]);
});

describe.each(["hardware", "virtual"] as const)("on %s", (devices) => {
  test("tracks go into the page's streams, and the page's into ours", async () => {
    expect(await stage.perform("mixing", "together", devices)).toEqual({
      isSame: true,
      sizes: { ourFirst: [500, 500], theirsInOurs: [200, 100], oursInTheirs: [500, 500] },
      cloned: {
        isInstance: true,
        classes: true,
        settings: [
          [500, 500],
          [500, 500],
          [200, 100],
        ],
        size: [500, 500],
      },
      afterStop: { states: ["ended", "live"], active: [false, true], size: [500, 500] },
      instances: {
        stream: true,
        track: true,
        text: ["[object MediaStream]", "[object MediaStreamTrack]"],
      },
      states: ["ended", "ended", "ended", "ended"],
    });
  });

  test("a camera of ours is recorded with the page's sound", async () => {
    const { size, pictures, sound } = await stage.perform("mixing", "recordedTogether", devices);
    expect(size).toEqual([400, 300]);
    expect(pictures).toBeGreaterThan(5);
    expect(sound).toBeGreaterThan(5);
  });

  test.each([
    ["as-needed", "cropped", [640, 360]],
    ["as-needed", "scaled", [500, 400]],
    ["always", "scaled", [500, 400]],
  ] as const)("by conversion %s, a native track that is %s later is recorded", async (...given) => {
    const [conversion, , size] = given;
    expect(await stage.perform("media-recorder", "refitted", devices, [640, 480], size, conversion)).toEqual({
      settings: size,
      shown: size,
      recorded: size,
      isTheStream: true,
    });
  });

  test.each([[[640, 480]], [[500, 500]]] as const)("pictures and stills have %p", async (size) => {
    const { colours, ...seen } = await stage.perform("mixing", "stills", devices, size);
    expect(colours).toBeGreaterThan(3);
    // A photo is the camera's, in the mode in which it runs for the track; a virtual device's is its picture.
    const camera = size[0] === 640 ? size : [1280, 720];
    expect(seen).toEqual({
      settings: size,
      shown: size,
      frame: size,
      photo: devices === "hardware" ? camera : size,
      photoSettings: devices === "hardware" ? camera : size,
      largestPhoto: devices === "hardware" ? [1920, 1080] : size,
      isTheTrack: true,
      afterEnd: "InvalidStateError",
    });
  });
});
