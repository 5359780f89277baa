/** Which tracks of its stream an element plays. */
import type { MediaStream } from "../../capture/media-stream.js";
import type { MediaStreamTrack } from "../../capture/media-stream-track.js";
import { internal } from "../../capture/web-idl.js";
import { AudioTrack, AudioTrackList, reindex, VideoTrack, VideoTrackList } from "./media-track-list.js";

/** Queues an element's tasks. */
export type QueueTask = (run: () => void) => void;

/**
 * The element's lists of tracks, kept up to date with the live ones of a stream: all audio tracks are heard and the
 * first video track is shown, unless a script says otherwise.
 */
export class ElementTracks {
  readonly #audio = new Map<MediaStreamTrack, AudioTrack>();
  readonly #video = new Map<MediaStreamTrack, VideoTrack>();
  readonly #audioEntries: AudioTrack[] = [];
  readonly #videoEntries: VideoTrack[] = [];
  readonly #disabled = new WeakSet<MediaStreamTrack>();
  #selected: MediaStreamTrack | undefined;
  readonly #queueTask: QueueTask;
  readonly #changed: () => void;

  /** The element's `audioTracks`. */
  readonly audioTracks = new AudioTrackList(internal, this.#audioEntries);
  /** The element's `videoTracks`. */
  readonly videoTracks = new VideoTrackList(internal, this.#videoEntries);

  /** `changed` is called when a script has enabled or selected other tracks. */
  constructor(queueTask: QueueTask, changed: () => void) {
    this.#queueTask = queueTask;
    this.#changed = changed;
  }

  /** The audio tracks that are heard. */
  get heard(): MediaStreamTrack[] {
    return [...this.#audio.keys()].filter((track) => !this.#disabled.has(track));
  }

  /** The video track that is shown. */
  get shown(): MediaStreamTrack | undefined {
    return this.#selected;
  }

  /** Takes over which tracks of the stream are live, and fires "addtrack" and "removetrack". */
  update(stream: MediaStream): void {
    const live = stream.getTracks().filter(({ readyState }) => readyState === "live");
    this.#keep(new Set(live));
    for (const track of live) {
      if (track.kind === "audio" && !this.#audio.has(track)) this.#addAudio(track);
      else if (track.kind === "video" && !this.#video.has(track)) this.#addVideo(track);
    }
  }

  /** HTML, "forget the media element's media-resource-specific tracks": no events. */
  forget(): void {
    const [audio, video] = [this.#audioEntries.length, this.#videoEntries.length];
    this.#audio.clear();
    this.#video.clear();
    this.#audioEntries.length = this.#videoEntries.length = 0;
    this.#selected = undefined;
    reindex(this.audioTracks, [], audio);
    reindex(this.videoTracks, [], video);
  }

  #keep(live: ReadonlySet<MediaStreamTrack>): void {
    for (const [track, entry] of this.#audio) {
      if (live.has(track)) continue;
      this.#audio.delete(track);
      this.#audioEntries.splice(this.#audioEntries.indexOf(entry), 1);
      this.#listChanged("removetrack", this.audioTracks, entry, 1);
    }
    for (const [track, entry] of this.#video) {
      if (live.has(track)) continue;
      this.#video.delete(track);
      this.#videoEntries.splice(this.#videoEntries.indexOf(entry), 1);
      this.#listChanged("removetrack", this.videoTracks, entry, 1);
      if (this.#selected === track)
        [this.#selected] = [...this.#video.keys()].filter((other) => live.has(other));
    }
  }

  #addAudio(track: MediaStreamTrack): void {
    const turn = (isOn: boolean): void => {
      if (isOn) this.#disabled.delete(track);
      else this.#disabled.add(track);
      this.#fireChange(this.audioTracks);
    };
    const entry = new AudioTrack(internal, { track, isOn: () => !this.#disabled.has(track), turn });
    this.#disabled.delete(track);
    this.#audio.set(track, entry);
    this.#audioEntries.push(entry);
    this.#listChanged("addtrack", this.audioTracks, entry, 0);
  }

  #addVideo(track: MediaStreamTrack): void {
    const turn = (isOn: boolean): void => {
      // A track that has left the list is never shown.
      if (!this.#video.has(track)) return;
      this.#selected = isOn ? track : undefined;
      this.#fireChange(this.videoTracks);
    };
    const entry = new VideoTrack(internal, { track, isOn: () => this.#selected === track, turn });
    if (this.#video.size === 0) this.#selected = track;
    this.#video.set(track, entry);
    this.#videoEntries.push(entry);
    this.#listChanged("addtrack", this.videoTracks, entry, 0);
  }

  #listChanged(
    type: string,
    list: AudioTrackList | VideoTrackList,
    track: AudioTrack | VideoTrack,
    gone: number,
  ): void {
    reindex(list, list === this.audioTracks ? this.#audioEntries : this.#videoEntries, list.length + gone);
    // Node and jsdom have no TrackEvent.
    const event = Object.defineProperty(new Event(type), "track", { value: track, enumerable: true });
    this.#queueTask(() => list.dispatchEvent(event));
  }

  #fireChange(list: EventTarget): void {
    this.#queueTask(() => list.dispatchEvent(new Event("change")));
    this.#changed();
  }
}
