import { callMember } from "../../sinks/media-element/member-definitions.js";
import type { RepairedWindow } from "./engine.js";

const mediaMembers = [
  ...["srcObject", "readyState", "duration", "paused", "currentTime", "play", "pause"],
] as const;
const videoMembers = ["videoWidth", "videoHeight"] as const;

type Key = (typeof mediaMembers)[number] | (typeof videoMembers)[number];

/** HTML's number, which a stream never stays at. */
export const HAVE_FUTURE_DATA = 3;

/** The members of a window's media elements as they were before they were replaced. */
export type NativeMembers = ReadonlyMap<Key, PropertyDescriptor | undefined>;

/** Takes down what a window's media elements have. */
export function nativeMembers(window: RepairedWindow): NativeMembers {
  const members = new Map<Key, PropertyDescriptor | undefined>();
  const take = (keys: readonly Key[], prototype: object): void => {
    for (const key of keys) members.set(key, Object.getOwnPropertyDescriptor(prototype, key));
  };
  take(mediaMembers, window.HTMLMediaElement.prototype);
  take(videoMembers, window.HTMLVideoElement.prototype);
  return members;
}

/** A media element as its browser has it, whatever its members have been replaced by. */
export class NativeElement {
  readonly #element: HTMLMediaElement;
  readonly #members: NativeMembers;

  constructor(element: HTMLMediaElement, members: NativeMembers) {
    this.#element = element;
    this.#members = members;
  }

  get srcObject(): unknown {
    return this.#get("srcObject");
  }

  set srcObject(value: unknown) {
    callMember(this.#members.get("srcObject"), "set", this.#element, value);
  }

  get readyState(): number {
    return Number(this.#get("readyState"));
  }

  get duration(): number {
    return Number(this.#get("duration"));
  }

  get paused(): boolean {
    return this.#get("paused") === true;
  }

  get currentTime(): number {
    return Number(this.#get("currentTime"));
  }

  /** In pixels; 0 of an audio element. */
  get size(): readonly [number, number] {
    const isVideo = "videoWidth" in this.#element;
    return isVideo ? [Number(this.#get("videoWidth")), Number(this.#get("videoHeight"))] : [0, 0];
  }

  play(): Promise<void> {
    return callMember(this.#members.get("play"), "value", this.#element) as Promise<void>;
  }

  pause(): void {
    callMember(this.#members.get("pause"), "value", this.#element);
  }

  #get(key: Key): unknown {
    return callMember(this.#members.get(key), "get", this.#element);
  }
}
