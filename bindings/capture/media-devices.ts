import type { StreamRequest } from "../constrainable/constraint-types.js";
import {
  convertBooleanOrConstraints,
  convertStreamConstraints,
  type Constraints,
} from "../constrainable/convert.js";
import { isObject } from "../constrainable/objects.js";
import type { CaptureContext } from "./capture-context.js";
import { DeviceList } from "./device-list.js";
import { requestsOf, UserMedia } from "./get-user-media.js";
import type { MediaDeviceInfo } from "./media-device-info.js";
import type { MediaStream } from "./media-stream.js";
import { mediaTypes } from "./media-types.js";
import { checkInternal, defineEventHandlers, defineInterface, type EventHandler } from "./web-idl.js";

/** The state behind a MediaDevices object; TypeError for objects that are none. */
export let contextOf: (mediaDevices: MediaDevices) => CaptureContext;

/** Whether a value is a MediaDevices object of this package. */
export let isMediaDevices: (value: unknown) => value is MediaDevices;

/** Sets whether devices of kinds of media may be told of (Media Capture and Streams, 9.2.3). */
export let setDeviceInformationExposure: (
  mediaDevices: MediaDevices,
  kinds: Iterable<string>,
  value: boolean,
) => void;

/** Gives the origin's devices new ids, as clearing its storage does (Media Capture and Streams, 9.3). */
export let rotateDeviceIds: (mediaDevices: MediaDevices) => void;

/** Answers requests for media of which this package knows nothing; undefined for all others. */
export type OtherMedia = (constraints: unknown) => Promise<unknown> | undefined;

/** Media Capture and Streams, 9.2 and 10.2, MediaDevices: which devices there are, and media from them. */
export class MediaDevices extends EventTarget {
  static {
    contextOf = (mediaDevices) => mediaDevices.#context;
    isMediaDevices = (value): value is MediaDevices => isObject(value) && #context in value;
    setDeviceInformationExposure = (mediaDevices, kinds, value) => {
      mediaDevices.#list.setExposure(kinds, value);
    };
    rotateDeviceIds = (mediaDevices) => {
      mediaDevices.#context.ids.rotate();
    };
  }

  #context: CaptureContext;
  #list: DeviceList;
  #userMedia: UserMedia;
  #otherMedia: OtherMedia | undefined;
  /** Handler of devicechange events. */
  declare ondevicechange: EventHandler;

  /** They come from createMediaDevices(): TypeError. */
  constructor(token: symbol, context: CaptureContext, otherMedia?: OtherMedia) {
    checkInternal(token);
    super();
    this.#context = context;
    this.#otherMedia = otherMedia;
    this.#list = new DeviceList(context, () => void this.dispatchEvent(new Event("devicechange")));
    this.#userMedia = new UserMedia(context, (kinds) => {
      this.#list.setExposure(kinds, true);
    });
  }

  /**
   * Resolves with the devices there are: microphones, cameras, others, the default one of each kind first. Before the
   * document has captured, at most one of each kind, and nothing of it but its kind.
   */
  async enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return await this.#list.enumerate();
  }

  /** The names of the properties that constraints may speak of, each with true. */
  getSupportedConstraints(): MediaTrackSupportedConstraints {
    return Object.fromEntries(this.#context.registry.properties.map(({ name }) => [name, true]));
  }

  /**
   * Resolves with a stream of one track of each kind that is asked for. Rejects with TypeError, and with DOMExceptions:
   * InvalidStateError (the document is not fully active), NotFoundError (no such device), NotAllowedError (denied),
   * NotReadableError (in use), AbortError (failed) and OverconstrainedError.
   */
  async getUserMedia(constraints: StreamRequest = {}): Promise<MediaStream> {
    const other = this.#otherMedia?.(constraints);
    if (other) return (await other) as MediaStream;
    const requests = requestsOf(this.#convert(constraints));
    if (requests.length === 0) {
      const names = mediaTypes().map(({ kind }) => kind);
      throw new TypeError(`constraints must ask for ${names.join(" or ")}.`);
    }
    if (!this.#context.document.isFullyActive) {
      throw new DOMException("The document is not fully active.", "InvalidStateError");
    }
    return await this.#userMedia.request(requests);
  }

  /** Media Capture and Streams, 10.3, with a member for each kind of media. */
  #convert(value: unknown): Record<string, false | Constraints> {
    const { registry } = this.#context;
    const { audio, video } = convertStreamConstraints(value, registry);
    const converted: Record<string, false | Constraints> = { audio, video };
    for (const { kind } of mediaTypes()) {
      if (kind in converted || !isObject(value)) continue;
      const member = (value as Readonly<Record<string, unknown>>)[kind];
      converted[kind] = convertBooleanOrConstraints(member, registry, `constraints.${kind}`);
    }
    return converted;
  }

  static {
    defineInterface(this, "MediaDevices", (value) => #context in value);
  }
}

defineEventHandlers(MediaDevices, ["devicechange"], (object) => {
  if (!isMediaDevices(object)) throw new TypeError("Illegal invocation");
});
Object.defineProperty(MediaDevices, "length", { value: 0 });
