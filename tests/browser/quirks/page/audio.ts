/** How browsers treat microphones and Web Audio. */
import { observing, outcome } from "./tools.js";

/** Echo cancellation that a live track is to do without. */
export function processing(): Promise<unknown> {
  return observing(async (open) => {
    const track = await open({ audio: { echoCancellation: { exact: true } } });
    const applied = await outcome(track.applyConstraints({ echoCancellation: { exact: false } }));
    return { applied, echoCancellation: track.getSettings().echoCancellation };
  });
}

/** Whether Web Audio has nodes of single tracks. */
export function trackNode(): Promise<unknown> {
  return Promise.resolve("MediaStreamTrackAudioSourceNode" in globalThis);
}
