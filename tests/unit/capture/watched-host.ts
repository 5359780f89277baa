/** A host that lets another's devices through and keeps account of what is open. */
import type {
  Configuration,
  CaptureHost,
  HostDevice,
  HostSource,
  SourceObserver,
} from "../../../bindings/hosts/host.js";

/** A source that was opened. */
export interface OpenedSource {
  readonly deviceId: string;
  /** The configurations it was given, the first by `open`. */
  readonly configurations: Configuration[];
  /** Closed, or ended by the device. */
  closed: boolean;
}

/** What may happen when a device is opened or configured; nothing, or it rejects with what is thrown. */
export type Intervention = (deviceId: string) => void | Promise<void>;

export class WatchedHost implements CaptureHost {
  readonly opened: OpenedSource[] = [];
  /** Ids of devices that are not told of, so that a request can only come to others. */
  readonly hidden = new Set<string>();
  beforeOpen: Intervention = () => undefined;
  beforeConfigure: Intervention = () => undefined;
  readonly #host: CaptureHost;

  constructor(host: CaptureHost) {
    this.#host = host;
  }

  get clock(): CaptureHost["clock"] {
    return this.#host.clock;
  }

  /** The ids of the devices that have an open source, each once for every source. */
  get open(): string[] {
    return this.opened.filter(({ closed }) => !closed).map(({ deviceId }) => deviceId);
  }

  /** How often a device has been opened. */
  timesOpened(deviceId: string): number {
    return this.opened.filter((source) => source.deviceId === deviceId).length;
  }

  async devices(): Promise<readonly HostDevice[]> {
    const devices = await this.#host.devices();
    return devices.filter(({ id }) => !this.hidden.has(id)).map((device) => this.#watch(device));
  }

  observe(listener: () => void): () => void {
    return this.#host.observe(listener);
  }

  #watch(device: HostDevice): HostDevice {
    const { id, kind, label, groupId, description, isDefault } = device;
    const open = async (configuration: Configuration, observer: SourceObserver): Promise<HostSource> => {
      await this.beforeOpen(id);
      const entry: OpenedSource = { deviceId: id, configurations: [configuration], closed: false };
      const source = await device.open(configuration, {
        muted: (isMuted) => observer.muted(isMuted),
        rotated: (rotation) => observer.rotated(rotation),
        ended() {
          entry.closed = true;
          observer.ended();
        },
      });
      this.opened.push(entry);
      const beforeConfigure = (): void | Promise<void> => this.beforeConfigure(id);
      return {
        get muted() {
          return source.muted;
        },
        get rotation() {
          return source.rotation;
        },
        async configure(next) {
          await beforeConfigure();
          await source.configure(next);
          entry.configurations.push(next);
        },
        read: (consumer) => source.read(consumer),
        close() {
          entry.closed = true;
          source.close();
        },
      };
    };
    return { id, kind, label, groupId, description, isDefault, open };
  }
}
