/** Each browser's MediaRecorder and RTCPeerConnection on tracks of ours: files and far ends have the size fitted. */
import { browsersHere, LAUNCH_LIMIT } from "../drivers/index.js";
import { startStage, type Stage } from "./stage.js";

const both = ["hardware", "virtual"] as const;

describe.each(browsersHere)("%s", (browser) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage(browser);
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await stage.close();
  }, 60_000);

  // What WebKitGTK has not is looked for, so that it is told when it comes.
  if (browser === "webkit") {
    test("records sound", async () => {
      const { size, sound, type } = await stage.perform("media-recorder", "soundRecording", "hardware");
      expect([size, type]).toEqual([undefined, expect.stringMatching(/^audio\/mp4/)]);
      expect(sound).toBeGreaterThan(5);
    });

    test("records no pictures, with the encoders that Debian has for it", async () => {
      expect(await stage.perform("media-recorder", "bytes", "hardware", 20)).toBe(0);
    });

    test("has no RTCPeerConnection", async () => {
      expect(await stage.perform("peer-connection", "isThere")).toBe(false);
    });
    return;
  }

  test.each(both)("records %s", async (devices) => {
    const size = [500, 400] as const;
    // Where there is no sound server, Firefox is silent for ten seconds, and records nothing until then.
    const hasSound = devices === "hardware" || browser !== "firefox";
    const { contents, states, ...seen } = await stage.perform(
      "media-recorder",
      "recording",
      devices,
      size,
      hasSound,
    );
    expect(seen).toEqual({ settings: size, shown: size });
    expect(states).toEqual(hasSound ? ["live", "live"] : ["live"]);
    expect(contents.size).toEqual(size);
    expect(contents.pictures).toBeGreaterThan(5);
    expect(contents.sound > 0).toBe(hasSound);
  });

  test.each(both)("sends %s as fitted, fitted anew, and replaced", async (devices) => {
    // Firefox's fake camera has 640 x 480 and no more.
    const isSmall = browser === "firefox" && devices === "hardware";
    const first = isSmall ? ([400, 400] as const) : ([500, 500] as const);
    const changed = [321, 241] as const;
    const second = [640, 360] as const;
    const sizes = { first, changed, replaced: second };
    const { outcome, applied, replaced } = await stage.perform("peer-connection", "video", devices, sizes);
    expect(outcome).toEqual({
      isTheTrack: true,
      streamIds: [true],
      size: first,
      settings: first,
      isOfThePage: true,
    });
    expect(applied).toEqual({ settings: changed, size: changed });
    expect(replaced).toMatchObject({ settings: second, size: second, asked: 15 });
    expect(replaced.rate).toBeGreaterThan(3);
    expect(replaced.rate).toBeLessThan(20);
  });

  test.each(both)("sends picture and sound of %s by transceivers", async (devices) => {
    expect(await stage.perform("peer-connection", "both", devices)).toEqual({
      size: [320, 240],
      isTogether: true,
      mixed: [true, true],
      packets: true,
    });
  });
});
