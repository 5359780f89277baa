import { inWords } from "../constrainable/place.js";
import { isTrack, type MediaStreamTrack } from "./media-stream-track.js";
import { defineInterface, requireArguments } from "./web-idl.js";

/** What a MediaStreamTrackEvent is made of. */
export interface MediaStreamTrackEventInit extends EventInit {
  track: MediaStreamTrack;
}

/** Media Capture and Streams, 4.4, MediaStreamTrackEvent: a stream's track set has been changed by the user agent. */
export class MediaStreamTrackEvent extends Event {
  #track: MediaStreamTrack;

  constructor(type: string, eventInitDict: MediaStreamTrackEventInit) {
    requireArguments("MediaStreamTrackEvent", arguments.length, 2);
    super(type, eventInitDict);
    const track: unknown = (eventInitDict as Partial<MediaStreamTrackEventInit> | null)?.track;
    if (!isTrack(track)) {
      throw new TypeError(`eventInitDict.track must be a MediaStreamTrack, got ${inWords(track)}.`);
    }
    this.#track = track;
  }

  /** The track that came or went. */
  get track(): MediaStreamTrack {
    return this.#track;
  }

  static {
    defineInterface(this, "MediaStreamTrackEvent", (value) => #track in value);
  }
}
