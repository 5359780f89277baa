import { MediaStream } from "../capture/media-stream.js";
import type { MediaStreamTrack } from "../capture/media-stream-track.js";
import { checkInternal, defineInterface, internal } from "../capture/web-idl.js";

/** What navigator.getUserMedia() gives to its success callback: a MediaStream that can be stopped as a whole. */
export class LocalMediaStream extends MediaStream {
  /** Tells these streams from all other objects. */
  readonly #brand = true;

  /** Only navigator.getUserMedia() makes them: TypeError. */
  constructor(token: symbol, tracks: readonly MediaStreamTrack[]) {
    checkInternal(token);
    super([...tracks]);
  }

  /** Stops all tracks of the stream, those included that were added to it later. */
  stop(): void {
    if (!(#brand in this)) throw new TypeError("Illegal invocation");
    for (const track of this.getTracks()) track.stop();
  }
}

defineInterface(LocalMediaStream, "LocalMediaStream");
Object.defineProperty(LocalMediaStream, "length", { value: 0 });

/** A LocalMediaStream with the tracks of another stream. */
export function localMediaStream(stream: MediaStream): LocalMediaStream {
  return new LocalMediaStream(internal, stream.getTracks());
}
