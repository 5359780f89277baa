/** A host that lets another's devices through and knows which are open, and how they run. */
import type { CaptureHost, Configuration, HostDevice, HostSource } from "../../bindings/hosts/host.js";

/** An open device. */
export interface OpenSource {
  readonly id: string;
  configuration: Configuration;
}

/** What happens when a device is opened or configured; it may throw. */
export type Intervention = (id: string) => void | Promise<void>;

export class OpenSources implements CaptureHost {
  /** Neither closed nor ended. */
  readonly open = new Set<OpenSource>();
  /** How often a device was to be opened, by id. */
  readonly timesOpened = new Map<string, number>();
  beforeOpen: Intervention = () => undefined;
  beforeConfigure: Intervention = () => undefined;

  constructor(readonly host: CaptureHost) {}

  get clock(): CaptureHost["clock"] {
    return this.host.clock;
  }

  /** The open sources of a device. */
  of(id: string): OpenSource[] {
    return [...this.open].filter((source) => source.id === id);
  }

  async devices(): Promise<readonly HostDevice[]> {
    return (await this.host.devices()).map((device) => this.#watch(device));
  }

  observe(listener: () => void): () => void {
    return this.host.observe(listener);
  }

  #watch(device: HostDevice): HostDevice {
    const { id } = device;
    return {
      ...device,
      open: async (configuration, observer): Promise<HostSource> => {
        this.timesOpened.set(id, (this.timesOpened.get(id) ?? 0) + 1);
        await this.beforeOpen(id);
        const entry: OpenSource = { id, configuration };
        const source = await device.open(configuration, {
          muted: (isMuted) => observer.muted(isMuted),
          rotated: (rotation) => observer.rotated(rotation),
          ended: () => {
            this.open.delete(entry);
            observer.ended();
          },
        });
        this.open.add(entry);
        return {
          get muted() {
            return source.muted;
          },
          get rotation() {
            return source.rotation;
          },
          configure: async (next) => {
            await this.beforeConfigure(id);
            await source.configure(next);
            entry.configuration = next;
          },
          read: (consumer) => source.read(consumer),
          close: () => {
            this.open.delete(entry);
            source.close();
          },
        };
      },
    };
  }
}
