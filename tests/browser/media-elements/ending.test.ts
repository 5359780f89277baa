/** How playback of a stream ends and goes on, Media Capture and Streams, 6, in browsers whose media elements are repaired. */
import { browsersHere } from "../drivers/index.js";
import { stage } from "./stage.js";

const ended = { isEndedAtOnce: false, stands: true, ended: true, paused: true };
const active = { ended: false, paused: false };

describe.each(browsersHere)("%s", (name) => {
  const browser = stage(name);

  test.each(["endOfPlaying", "endOfLoop", "endOfCamera"] as const)("an element ends: %s", async (call) => {
    expect(await browser.perform("ending", call)).toEqual({
      ...ended,
      events: ["durationchange", "pause", "ended"],
    });
  });

  test("an element that is paused ends", async () => {
    expect(await browser.perform("ending", "endOfPaused")).toEqual({
      ...ended,
      events: ["durationchange", "ended"],
    });
  });

  test("an audio element ends", async () => {
    const events = ["durationchange", "pause", "ended"];
    expect(await browser.perform("ending", "endOfSound")).toEqual({ events, duration: true });
  });

  test("an element without tracks has ended, and goes on when it is told to", async () => {
    const { events, ...state } = (await browser.perform("ending", "removalAndReturn")) as {
      events: string[];
    };
    expect(state).toEqual({ isStillEnded: true, isEndless: true, changes: true, ...active });
    expect(events).toEqual(["play", "waiting", "canplay", "playing", "canplaythrough"]);
  });

  test("an exchange of tracks ends it if the stream was inactive in between", async () => {
    expect(await browser.perform("ending", "exchange")).toEqual({ ended: true, changes: false });
    expect(await browser.perform("ending", "overlap")).toEqual(active);
  });

  test("play() waits for the stream", async () => {
    const fates = ["fulfilled", "fulfilled"];
    expect(await browser.perform("ending", "waiting")).toEqual({ paused: false, fates, goesOn: true });
  });

  test("play() is rejected by pause() and by a new load", async () => {
    expect(await browser.perform("ending", "givingUp")).toEqual(Array(3).fill("AbortError paused"));
  });

  test("an element with autoplay goes on whenever its stream is active again", async () => {
    const round = { changes: true, paused: true, ended: true };
    expect(await browser.perform("ending", "autoplay")).toEqual([round, round, round]);
  });

  test("a stream that is inactive at first is waited for", async () => {
    expect(await browser.perform("ending", "lateStream")).toEqual({
      before: { readyState: 0, isUnknown: true, currentTime: 0, ...active },
      isItself: true,
      changes: true,
      once: [1, 1, 1, 1, 0],
    });
  });

  test("a track that is stopped before there is data is waited for", async () => {
    const { told, ...state } = (await browser.perform("ending", "stoppedAtOnce")) as { told: string[] };
    expect(told.sort()).toEqual(["loadstart", "play", "waiting"]);
    expect(state).toEqual({
      before: { fate: "pending", ended: false, readyState: 0, currentTime: 0 },
      isKnown: true,
      paused: false,
    });
  });

  test("an element ends when the document of its track has gone", async () => {
    expect(await browser.perform("ending", "goneDocument")).toEqual({
      state: "ended",
      ended: true,
      paused: true,
    });
  });

  test("an element ends when trackStopped() tells of its track", async () => {
    expect(await browser.perform("ending", "toldOfTrack")).toEqual({ ended: true, events: 1 });
  });

  test("a disabled track is played", async () => {
    expect(await browser.perform("ending", "disabled")).toEqual(active);
  });
});
