import { isLive, type NativeStreams } from "./native-streams.js";

/** What is left of an element's stream when the element is gone. */
interface Left {
  stream: MediaStream;
  readonly streams: NativeStreams;
}

/** In Chromium tracks keep the streams that they are in. */
const dropped = new FinalizationRegistry<Left>(empty);

function empty({ stream, streams }: Left): void {
  for (const track of streams.tracks(stream)) streams.remove(stream, track);
}

/**
 * A stream of our own that an element is given in place of the page's, with the same tracks in an order that the element
 * can play. The page's stays as it is, for it may be recorded, too.
 */
export class ShownStream {
  readonly #left: Left;

  constructor(streams: NativeStreams) {
    this.#left = { stream: streams.create([]), streams };
    dropped.register(this, this.#left);
  }

  /** What the element is to have. */
  get stream(): MediaStream {
    return this.#left.stream;
  }

  /**
   * Brings it in line with the page's stream: of a kind, those that have ended and come before a live one go to the end.
   *
   * Quirk 34: Chromium and WebKit, the first track of a kind is played though it has ended and another is live.
   */
  follow(stream: MediaStream): void {
    const { streams } = this.#left;
    for (const kind of ["audio", "video"]) {
      const ofKind = (each: MediaStream): MediaStreamTrack[] =>
        streams.tracks(each).filter((track) => track.kind === kind);
      const tracks = ofKind(stream);
      const first = Math.max(0, tracks.findIndex(isLive));
      const due = [...tracks.slice(first), ...tracks.slice(0, first)];
      let kept = 0;
      for (const track of ofKind(this.stream)) {
        if (track === due[kept]) kept += 1;
        else streams.remove(this.stream, track);
      }
      for (const track of due.slice(kept)) streams.add(this.stream, track);
    }
  }

  /** Takes another stream, which is empty; the element is to be given it before anything else happens. */
  renew(): void {
    const { stream, streams } = this.#left;
    this.#left.stream = streams.create([]);
    // By then the element has another one.
    queueMicrotask(() => empty({ stream, streams }));
  }
}
