/** MediaStreamTrack Content Hints: what applications say of a track's content. */
import { only, scene } from "./scene.js";

test.each([
  ["audio", ["speech", "speech-recognition", "music"], ["motion", "Speech"]],
  ["video", ["motion", "detail", "text"], ["music", "other"]],
])("a track of %s keeps hints for its kind and ignores others", async (kind, hints, others) => {
  const s = await scene();
  const track = only((await s.take({ [kind]: true })).getTracks());
  expect(track.contentHint).toBe("");
  for (const hint of hints) {
    track.contentHint = hint;
    for (const other of others) track.contentHint = other;
    expect([track.contentHint, track.clone().contentHint]).toEqual([hint, hint]);
  }
  track.contentHint = "";
  expect(track.contentHint).toBe("");
});
