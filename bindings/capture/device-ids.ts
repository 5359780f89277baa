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

const sharedStore = memoryStore();

/** Gives devices their ids in one document. */
export class DeviceIds {
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
