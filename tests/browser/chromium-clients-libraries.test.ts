/** Unmodified clients on the browser's cameras and microphones: react-webcam, livekit-client, mediabunny. */
import { LAUNCH_LIMIT } from "./drivers/index.js";
import { startStage, type Stage } from "./clients/stage.js";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage("chromium");
}, LAUNCH_LIMIT);

afterAll(async () => {
  await stage.close();
}, 60_000);

describe("react-webcam", () => {
  test.each(["hardware", "virtual"] as const)(
    "shows and saves what was asked for, on %s",
    async (devices) => {
      const sizes = [
        [500, 500],
        [641, 361],
      ] as const;
      const { seen, before, after, isOwnStream, open } = await stage.perform(
        "react-webcam",
        "wear",
        devices,
        sizes,
      );
      expect(seen).toEqual(
        sizes.map((size) => ({ settings: size, shown: size, screenshot: size, frameRate: 30 })),
      );
      // Other constraints end the camera before, unmounting the last one.
      expect(before).toEqual(["ended"]);
      expect(after).toEqual(["ended", "ended"]);
      expect(isOwnStream).toBe(true);
      expect(open).toBe(devices === "virtual" ? 0 : undefined);
    },
  );
});

describe("livekit-client", () => {
  test("creates, mutes, restarts, moves and stops a camera's track", async () => {
    const { created, muted, unmuted, restarted, moved, stopped } = await stage.perform(
      "livekit-client",
      "videoTrack",
    );
    const seen = (width: number, height: number, frameRate: number): object => ({
      settings: [width, height],
      shown: [width, height],
      dimensions: [width, height],
      frameRate,
      isNative: true,
    });
    expect(created).toEqual(seen(500, 500, 30));
    expect(muted).toEqual({ isMuted: true, state: "ended", enabled: false });
    expect(unmuted).toEqual({ isMuted: false, isAnother: true, ...seen(500, 500, 30) });
    expect(restarted).toEqual({ before: "ended", ...seen(641, 361, 15) });
    expect(moved).toEqual({ isSet: true, isOther: true, ...seen(641, 361, 15) });
    expect(stopped).toEqual([true, "ended"]);
  });

  test("creates, mutes, restarts and stops a microphone's track", async () => {
    expect(await stage.perform("livekit-client", "audioTrack")).toEqual({
      created: { echoCancellation: false, noiseSuppression: false },
      muted: { isMuted: true, enabled: false, state: "live" },
      unmuted: { isMuted: false, enabled: true },
      restarted: { before: "ended", echoCancellation: true, isNative: true },
      stopped: "ended",
    });
  });

  test("creates both, and tells of a camera that is unplugged", async () => {
    const size = [320, 240];
    expect(await stage.perform("livekit-client", "tracks")).toEqual({
      created: {
        count: 2,
        labels: ["Virtual microphone", "Virtual camera"],
        seen: { settings: size, shown: size, dimensions: size, frameRate: 30, isNative: true },
      },
      unplugged: "ended",
      open: 0,
    });
  });
});

describe("mediabunny", () => {
  test.each([
    ["hardware", [500, 500], "video/mp4"],
    ["hardware", [641, 361], "video/webm"],
    ["virtual", [640, 360], "video/mp4"],
  ] as const)("captures %s at %p into %s", async (devices, size, type) => {
    const { settings, errors, contents } = await stage.perform(
      "mediabunny-capture",
      "captured",
      devices,
      size,
      type,
    );
    expect(errors).toEqual([]);
    expect(settings).toEqual(size);
    expect(contents).toMatchObject({ type, size });
    expect(contents.pictures).toBeGreaterThan(5);
    expect(contents.sound).toBeGreaterThan(5);
  });
});
