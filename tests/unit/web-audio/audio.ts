/** What the tests of Web Audio hear by: a context without loudspeakers, and all that reaches its destination. */
import { setTimeout as wait } from "node:timers/promises";
import { AudioContext as NodeAudioContext, AudioWorkletNode } from "node-web-audio-api";
import type { SteppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { scene, type Scene } from "../capture/scene.js";
import { measureTone } from "../flow/tones.js";
import { first, second } from "./devices.js";

/** Samples that a tone is looked for in; at 40 decibels above the rest its frequency is right to 0.3 Hz. */
const WINDOW = 1024;
const HOP = 128;
/** Blocks of 128 samples that are kept. */
export const KEPT = 32;

const recorderModule = `registerProcessor("recorder", class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.blocks = [];
  }
  process([input]) {
    this.blocks.push(input.map((samples) => samples.slice()));
    if (this.blocks.length === 4) this.port.postMessage(this.blocks.splice(0));
    return true;
  }
});`;

type Block = readonly Float32Array[];

/** A context whose destination is listened to, and devices whose time passes as fast as it renders. */
export class AudioScene {
  /** The newest blocks at the destination, with a list of samples for each channel. */
  readonly blocks: Block[] = [];
  /** All blocks there have been. */
  count = 0;
  #arrived: Block[] = [];
  #wake: (() => void) | undefined;

  private constructor(
    readonly context: AudioContext,
    readonly capture: Scene,
    /** What is connected to it is heard at the destination. */
    readonly input: AudioWorkletNode,
  ) {
    input.port.onmessage = ({ data }: MessageEvent<Block[]>) => {
      this.#arrived.push(...data);
      this.#wake?.();
    };
    input.connect(context.destination);
  }

  /** A scene with the devices of another one, or its own. */
  static async begin(sampleRate = 48000, other?: AudioScene): Promise<AudioScene> {
    const context = new NodeAudioContext({ sampleRate, sinkId: { type: "none" } } as AudioContextOptions);
    const address = URL.createObjectURL(new Blob([recorderModule], { type: "text/javascript" }));
    await context.audioWorklet.addModule(address);
    URL.revokeObjectURL(address);
    const capture = other?.capture ?? (await scene({ devices: [first, second] }));
    return new AudioScene(context, capture, new AudioWorkletNode(context, "recorder"));
  }

  get clock(): SteppedClock {
    return this.capture.clock;
  }

  /**
   * Renders on until something is heard. As time passes for the devices by what has been rendered, no samples are
   * too many, however slow the machine is; there may be too few for a moment.
   */
  async until(isHeard: () => boolean): Promise<void> {
    do {
      if (this.#arrived.length === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      const arrived = this.#arrived.splice(0);
      this.count += arrived.length;
      this.blocks.push(...arrived);
      this.blocks.splice(0, this.blocks.length - KEPT);
      await this.clock.advance((arrived.length * 128_000) / this.context.sampleRate);
    } while (!isHeard());
  }

  /** Whether a tone, and nothing else, is heard on a channel of so many. */
  hears(frequency: number, channel = 0, channelCount = 1): boolean {
    const samples = this.blocks
      .filter((block) => block.length === channelCount)
      .flatMap((block) => [...(block[channel] ?? [])]);
    for (let from = 0; from + WINDOW <= samples.length; from += HOP) {
      const { amplitude, decibels } = measureTone(
        samples.slice(from, from + WINDOW),
        frequency,
        this.context.sampleRate,
      );
      if (amplitude > 0.4 && decibels > 40) return true;
    }
    return false;
  }

  /** Whether nothing is heard: the newest blocks are all there, and all zeros or without channels. */
  get isSilent(): boolean {
    const isSilent = (block: Block): boolean =>
      block.every((samples) => samples.every((value) => value === 0));
    return this.blocks.length === KEPT && this.blocks.every(isSilent);
  }

  async end(): Promise<void> {
    if (this.context.state === "closed") return;
    // On a busy machine node-web-audio-api now and then never answers.
    await Promise.race([this.context.close(), wait(20_000, undefined, { ref: false })]);
  }
}
