/** What listens to a stream and its tracks for an element, which it does not keep. */

/** What may be told of a change. */
export interface StreamFollower {
  /** Called after any change of the stream or its tracks; tells again if nothing has changed. */
  update(): void;
}

const streamEvents = ["addtrack", "removetrack", "active", "inactive"];

/**
 * Listens for the events of a stream and its tracks on behalf of a follower. Nothing that they hold leads back to the
 * follower, or from a track to the stream.
 */
export class StreamListener {
  readonly #stream: MediaStream;
  readonly #listener: (event: Event) => void;
  #tracks: ReadonlySet<MediaStreamTrack> = new Set();

  constructor(stream: MediaStream, follower: StreamFollower) {
    this.#stream = stream;
    this.#listener = listenerOf(new WeakRef(follower));
    for (const type of streamEvents) stream.addEventListener(type, this.#listener);
  }

  /** Listens to these tracks and no others. */
  follow(tracks: readonly MediaStreamTrack[]): void {
    const before = this.#tracks;
    this.#tracks = new Set(tracks);
    for (const track of this.#tracks) if (!before.has(track)) track.addEventListener("ended", this.#listener);
    for (const track of before)
      if (!this.#tracks.has(track)) track.removeEventListener("ended", this.#listener);
  }

  /** Listens to nothing any more. */
  stop(): void {
    for (const type of streamEvents) this.#stream.removeEventListener(type, this.#listener);
    this.follow([]);
  }
}

/** Made apart from the listener's owner: a closure keeps everything that is in scope where it is made. */
function listenerOf(follower: WeakRef<StreamFollower>): (event: Event) => void {
  return function listener({ currentTarget, type }) {
    const alive = follower.deref();
    if (alive) alive.update();
    else currentTarget?.removeEventListener(type, listener);
  };
}
