/** The table of Media Capture and Streams, 6, in browsers whose media elements are repaired. */
import { browsersHere } from "../drivers/index.js";
import { stage } from "./stage.js";

describe.each(browsersHere)("%s", (name) => {
  const browser = stage(name);

  test("attributes read what the table has, and setting them is ignored", async () => {
    expect(await browser.perform("table", "rows")).toEqual({
      before: {
        preload: "none",
        seeking: false,
        defaultPlaybackRate: 1,
        playbackRate: 1,
        buffered: 0,
        seekable: 0,
        played: [1, 0, true],
      },
      isSame: true,
      isIgnored: true,
      loop: true,
      duration: "Infinity",
      readyState: 4,
      events: [],
    });
  });

  test("values are converted before they are ignored", async () => {
    expect(await browser.perform("table", "conversions")).toEqual({
      currentTime: ["TypeError", "TypeError", "nothing"],
      playbackRate: ["TypeError", "nothing"],
      defaultPlaybackRate: ["TypeError", "nothing"],
      fastSeek: "TypeError",
      played: ["IndexSizeError", "TypeError"],
      isOfBrowser: true,
      srcObject: "TypeError",
      receiver: Array(4).fill("TypeError"),
    });
  });

  test("attributes have their own values again without the stream", async () => {
    const own = { defaultPlaybackRate: 2, playbackRate: 2, preload: "metadata" };
    expect(await browser.perform("table", "resumption")).toEqual({
      during: { defaultPlaybackRate: 1, playbackRate: 1, preload: "none", hasTime: true, hasStream: true },
      told: false,
      after: { ...own, hasTime: false, hasStream: false },
      bare: ["NaN", 0, 0, false, true, 0],
    });
  });

  test("the timeline is real time, stands while paused, and starts at 0", async () => {
    expect(await browser.perform("table", "timeline")).toEqual({
      isReal: true,
      stands: true,
      again: [0, true, true],
      begins: true,
    });
  });

  test("elements without a stream are as they were", async () => {
    const look = { currentTime: 1, duration: 2, playbackRate: 1.5, seekable: 1, played: 0 };
    expect(await browser.perform("table", "files")).toEqual({
      before: look,
      during: [0, 1, true],
      after: look,
    });
  });
});
