/** An open virtual device. */
import type { SourceDescription } from "../../solver/types.js";
import type { Clock } from "../clock.js";
import type { Configuration, HostSource, SourceObserver } from "../host.js";
import type { MediaConsumer } from "../media.js";
import { cameraPictures, type CameraPictures } from "./camera-pictures.js";
import { BLOCKS_PER_SECOND, microphoneBlocks, type MicrophoneBlocks } from "./microphone-blocks.js";
import { Pacer } from "./pacer.js";
import type { PluggedDevice } from "./plugged-device.js";
import { callReporting } from "../report-exception.js";
import { runningMode, type AudioMode, type VideoMode } from "./running-mode.js";

/** Blocks that a microphone keeps for a program that is late: one second of them. */
const KEPT_BLOCKS = BLOCKS_PER_SECOND;

/**
 * A camera or microphone that runs. Pictures are provided at multiples of the frame's length after the first, and when
 * the program is late only the latest of those missed. Blocks are provided when their last sample is there, and when the
 * program is late all missed ones of the last second. Nothing is made, and no timer runs, while nobody reads or the
 * device is muted; time and numbers go on meanwhile.
 */
export class VirtualSource implements HostSource {
  readonly #device: PluggedDevice;
  readonly #description: SourceDescription;
  readonly #observer: SourceObserver;
  readonly #pacer: Pacer;
  readonly #readers = new Set<{ readonly consumer: MediaConsumer }>();
  #mode: VideoMode | AudioMode;
  #isOpen = true;
  #pictures: CameraPictures | undefined;
  #blocks: MicrophoneBlocks | undefined;

  constructor(
    device: PluggedDevice,
    description: SourceDescription,
    mode: VideoMode | AudioMode,
    clock: Clock,
    observer: SourceObserver,
  ) {
    this.#device = device;
    this.#description = description;
    this.#mode = mode;
    this.#observer = observer;
    this.#pacer =
      mode.kind === "videoinput"
        ? new Pacer(clock, mode.frameRate, 0, (_, last) => this.#providePicture(last))
        : new Pacer(clock, BLOCKS_PER_SECOND, 1, (first, last) => this.#provideBlocks(first - 1, last - 1));
  }

  get muted(): boolean {
    return this.#device.isMuted;
  }

  get rotation(): number {
    return this.#device.rotation;
  }

  async configure(configuration: Configuration): Promise<void> {
    await Promise.resolve();
    if (!this.#isOpen && !this.#device.isUnplugged) {
      throw new DOMException(`The virtual device "${this.#device.id}" has been closed.`, "AbortError");
    }
    this.#device.check(false);
    const mode = runningMode(this.#description, configuration);
    this.#mode = mode;
    if (mode.kind === "videoinput") this.#pacer.setRate(mode.frameRate);
    this.redraw();
  }

  read(consumer: MediaConsumer): () => void {
    if (!this.#isOpen) return () => undefined;
    const reader = { consumer };
    this.#readers.add(reader);
    this.#run();
    return () => {
      this.#readers.delete(reader);
      this.#run();
    };
  }

  close(): void {
    this.#isOpen = false;
    this.#device.sources.delete(this);
    this.#readers.clear();
    this.#run();
    this.redraw();
  }

  /** Closes, because the device is gone. */
  end(): void {
    if (!this.#isOpen) return;
    this.close();
    callReporting(() => this.#observer.ended());
  }

  tellMuted(): void {
    if (!this.#isOpen) return;
    const isMuted = this.#device.isMuted;
    this.#run();
    callReporting(() => this.#observer.muted(isMuted));
  }

  tellRotated(): void {
    if (!this.#isOpen) return;
    const rotation = this.#device.rotation;
    this.redraw();
    callReporting(() => this.#observer.rotated(rotation));
  }

  /** Forgets how things look and sound. */
  redraw(): void {
    this.#pictures = undefined;
    this.#blocks = undefined;
  }

  #run(): void {
    if (this.#readers.size > 0 && !this.#device.isMuted) this.#pacer.start();
    else this.#pacer.stop();
  }

  #providePicture(number: number): void {
    if (this.#mode.kind !== "videoinput") return;
    const { rotation, media } = this.#device;
    this.#pictures ??= cameraPictures({
      mode: this.#mode,
      rotation,
      label: this.#description.label ?? "",
      file: media?.kind === "videoinput" ? media : undefined,
    });
    const picture = this.#pictures.pictureAt(number, this.#pacer.timeOf(number));
    this.#provide((consumer) => consumer.picture(picture));
  }

  #provideBlocks(first: number, last: number): void {
    const { tone, media } = this.#device;
    for (let number = Math.max(first, last + 1 - KEPT_BLOCKS); number <= last; number++) {
      // A consumer may have had the source changed, muted or closed.
      if (this.#mode.kind !== "audioinput" || this.#readers.size === 0 || this.#device.isMuted) return;
      this.#blocks ??= microphoneBlocks({
        mode: this.#mode,
        tone,
        file: media?.kind === "audioinput" ? media : undefined,
      });
      const block = this.#blocks.blockAt(number);
      // A block of a very low sample rate may have no sample.
      if (block.channels[0]?.length) this.#provide((consumer) => consumer.block(block));
    }
  }

  #provide(give: (consumer: MediaConsumer) => void): void {
    for (const reader of [...this.#readers]) {
      if (this.#readers.has(reader)) callReporting(() => give(reader.consumer));
    }
  }
}
