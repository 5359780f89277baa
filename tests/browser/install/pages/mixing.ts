/** Tracks of this package and of the browser in one stream. */
import { exactly } from "../../quirks/page/tools.js";
import { only, stop, trackfit, trackfitBrowser } from "./common.js";

/** A track that a canvas makes. */
function canvasTrack(): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d");
  return only(canvas.captureStream().getVideoTracks());
}

/** A stream that the page makes itself, of a track of each, and its clone. */
export async function clones(devices: "hardware" | "virtual"): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const { virtualHost } = await trackfit();
  const undo = install(devices === "hardware" ? {} : { host: virtualHost() });
  const captured = await navigator.mediaDevices.getUserMedia({ video: exactly(320, 240) });
  const ours = only(captured.getTracks());
  const other = canvasTrack();
  const stream = new MediaStream([ours, other]);
  const clone = stream.clone();
  const [first, second] = ours.kind === clone.getTracks()[0]?.kind ? clone.getTracks() : [];
  // Streams keep no order of tracks: settings tell them apart.
  const copies = [first, second].filter((track) => track !== undefined);
  const copy = only(copies.filter((track) => track.label === ours.label));
  await copy.applyConstraints(exactly(640, 480));
  const seen = {
    isPageStream: stream.constructor === MediaStream && clone.constructor === MediaStream,
    ids: new Set([...stream.getTracks(), ...clone.getTracks()].map(({ id }) => id)).size,
    ours: sizeOf(ours),
    asked: ours.getConstraints().width,
    copy: sizeOf(copy),
    copied: copy.getConstraints().width,
    isOurs: Object.getPrototypeOf(copy) === Object.getPrototypeOf(ours),
    other: copies.some((track) => Object.getPrototypeOf(track) === Object.getPrototypeOf(other)),
  };
  ours.stop();
  const after = { ours: ours.readyState, copy: copy.readyState, isActive: [stream.active, clone.active] };
  stop(stream, clone);
  undo();
  return { ...seen, after, isEnded: [stream.active, clone.active] };
}

function sizeOf(track: MediaStreamTrack): string {
  const { width, height } = track.getSettings();
  return `${width}x${height}`;
}
