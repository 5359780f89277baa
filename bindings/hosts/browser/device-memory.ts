/** What has been found out of the browser's devices, kept from one visit to the next. */
import type { IdStore } from "../../capture/device-ids.js";
import { isObject } from "../../constrainable/objects.js";
import type { NativeMode, SourceCapabilities } from "../../solver/types.js";

/** What opening a device has told. */
export interface Learned {
  /** What the device said of itself at the time; whatever was learned goes with it. */
  readonly fingerprint: string;
  readonly capabilities: SourceCapabilities;
  readonly modes: readonly NativeMode[];
  /** Sizes asked for so far, and whether those were all. */
  readonly asked: number;
  readonly isComplete: boolean;
  /** Values that go together (microphones). */
  readonly alternatives: readonly SourceCapabilities[];
  /** The settings it begins with. */
  readonly defaults: Readonly<Record<string, string | number | boolean>>;
}

const KEY = "trackfit-devices";
/** Of what is kept, and of how far it can be relied on. */
const VERSION = 2;

/** Remembers devices by their ids. */
export class DeviceMemory {
  readonly #store: IdStore;
  #devices: Map<string, Learned> | undefined;

  constructor(store: IdStore) {
    this.#store = store;
  }

  /** What is known of a device; forgotten where the device says something else of itself now. */
  get(id: string, fingerprint?: string): Learned | undefined {
    const learned = this.#read().get(id);
    if (!learned || fingerprint === undefined || learned.fingerprint === fingerprint) return learned;
    this.forget(id);
    return undefined;
  }

  set(id: string, learned: Learned): void {
    this.#read().set(id, learned);
    this.#write();
  }

  forget(id: string): void {
    if (this.#read().delete(id)) this.#write();
  }

  #read(): Map<string, Learned> {
    this.#devices ??= new Map(parse(this.#load()));
    return this.#devices;
  }

  #load(): string | null {
    try {
      return this.#store.getItem(KEY);
    } catch {
      // Storage may be forbidden: then everything is forgotten with the page.
      return null;
    }
  }

  #write(): void {
    const devices = Object.fromEntries(this.#read());
    try {
      this.#store.setItem(KEY, JSON.stringify({ version: VERSION, devices }));
    } catch {
      // It is full or forbidden.
    }
  }
}

/** Whatever stands in storage, others may have written it. */
function parse(text: string | null): [string, Learned][] {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "null");
  } catch {
    return [];
  }
  if (!isObject(value) || Reflect.get(value, "version") !== VERSION) return [];
  const devices: unknown = Reflect.get(value, "devices");
  if (!isObject(devices)) return [];
  return Object.entries(devices).filter((entry): entry is [string, Learned] => isLearned(entry[1]));
}

function isLearned(value: unknown): value is Learned {
  if (!isObject(value)) return false;
  const { fingerprint, capabilities, modes, asked, alternatives, defaults } = value as Partial<Learned>;
  return (
    typeof fingerprint === "string" &&
    isObject(capabilities) &&
    isObject(defaults) &&
    Array.isArray(alternatives) &&
    typeof asked === "number" &&
    Array.isArray(modes) &&
    modes.every((mode: unknown) => {
      const { width, height, frameRates } = (isObject(mode) ? mode : {}) as Partial<NativeMode>;
      return (
        isPositive(width) && isPositive(height) && Array.isArray(frameRates) && frameRates.every(isPositive)
      );
    })
  );
}

function isPositive(value: unknown): boolean {
  return typeof value === "number" && value > 0 && Number.isFinite(value);
}
