/** The deviceId and groupId that a document gets to see: Media Capture and Streams, 9.3. */
import type { HostDevice } from "../hosts/host.js";
import { keyedHash, newSecret } from "./identifiers.js";

/** Where the key of an origin's device ids is kept; `localStorage` is one. */
export interface IdStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A store that lasts as long as the process or page. */
export function memoryStore(): IdStore {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** The ids of devices as one document sees them. */
export interface DocumentIds {
  /** The same in all documents of the origin for as long as its storage is kept. */
  deviceId(device: HostDevice): string;
  /** The same for all devices of a physical device, and another in each document. */
  groupId(device: HostDevice): string;
  /** Gives the origin's devices new ids, as clearing its storage does. */
  rotate(): void;
}

/** Ids of a host whose devices have those of the origin already. */
export class PlatformIds implements DocumentIds {
  deviceId({ id }: HostDevice): string {
    return id;
  }

  groupId({ groupId = "" }: HostDevice): string {
    return groupId;
  }

  rotate(): void {
    // The platform does, when its storage is cleared.
  }
}

const sharedStore = memoryStore();

/** Gives devices their ids in one document. */
export class DeviceIds implements DocumentIds {
  #store: IdStore;
  #origin: string;
  #ofDocument = newSecret();
  /** Ids made with `#secret`, which hashing takes longer than looking up. */
  #made = new Map<string, string>();
  #secret: string | undefined;

  constructor(origin: string, store: IdStore = sharedStore) {
    this.#origin = origin;
    this.#store = store;
  }

  get #key(): string {
    return `trackfit-device-ids ${this.#origin}`;
  }

  /** The same in all documents of the origin for as long as the store keeps its key. */
  deviceId({ id, kind }: HostDevice): string {
    let secret = this.#store.getItem(this.#key);
    if (secret === null) {
      secret = newSecret();
      this.#store.setItem(this.#key, secret);
    }
    if (secret !== this.#secret) this.#made.clear();
    this.#secret = secret;
    const key = `${kind} ${id}`;
    let made = this.#made.get(key);
    if (made === undefined) {
      made = keyedHash(secret, this.#origin, kind, id);
      this.#made.set(key, made);
    }
    return made;
  }

  /** The same for all devices of a physical device, and another in each document. */
  groupId({ id, kind, groupId }: HostDevice): string {
    return groupId === undefined
      ? keyedHash(this.#ofDocument, "device", kind, id)
      : keyedHash(this.#ofDocument, "group", groupId);
  }

  /** Gives the origin's devices new ids, as clearing its storage does. */
  rotate(): void {
    this.#store.removeItem(this.#key);
  }
}
