/** Blocks of audio in the shape of WebCodecs, for platforms that have none. */
import { defineInterface } from "../capture/web-idl.js";
import { convertSampleFormat, isPlanar, sampleTypeOf } from "./sample-formats.js";
import type { SampleFormat } from "./sample-formats.js";
import { SharedBytes } from "./shared-bytes.js";
import { bytesOf, closedError, detachAll, dictionary, finite, longLong, typeError } from "./web-idl.js";
import { optional, unsignedLong } from "./web-idl.js";

/** All that a block has until it is closed. */
interface DataState {
  readonly shared: SharedBytes;
  readonly format: SampleFormat;
  readonly sampleRate: number;
  readonly numberOfFrames: number;
  readonly numberOfChannels: number;
  readonly timestamp: number;
}

/** What the constructor is called with from within. */
class Made {
  readonly state: DataState;

  constructor(state: DataState) {
    this.state = state;
  }
}

function positive(value: number, place: string): number {
  if (!(value > 0)) throw typeError(place, "positive", value);
  return value;
}

/** WebCodecs, 9.2.2, AudioData(init). The bytes are copied. */
function fromInit(value: unknown): DataState {
  const init = dictionary(value, "init");
  const data = bytesOf(init["data"], "init.data");
  const format = convertSampleFormat(init["format"], "init.format");
  const numberOfChannels = unsignedLong(init["numberOfChannels"], "init.numberOfChannels");
  const numberOfFrames = unsignedLong(init["numberOfFrames"], "init.numberOfFrames");
  const sampleRate = Math.fround(finite(init["sampleRate"], "init.sampleRate"));
  const timestamp = longLong(init["timestamp"], "init.timestamp");
  positive(sampleRate, "init.sampleRate");
  positive(numberOfFrames, "init.numberOfFrames");
  positive(numberOfChannels, "init.numberOfChannels");
  const size = numberOfFrames * numberOfChannels * sampleTypeOf(format).bytes;
  if (data.length < size)
    throw new TypeError(`init.data must have at least ${size} bytes, got ${data.length}.`);
  const shared = new SharedBytes(new Uint8Array(data.subarray(0, size)));
  detachAll(init["transfer"], "init.transfer");
  return { shared, format, sampleRate, numberOfFrames, numberOfChannels, timestamp };
}

/** What `copyTo` is to copy. */
interface CopyPlan {
  readonly format: SampleFormat;
  readonly planeIndex: number;
  readonly frameOffset: number;
  readonly frameCount: number;
  /** Bytes that it takes. */
  readonly size: number;
}

/** WebCodecs, 9.2.5, "Compute Copy Element Count". */
function planCopy({ format: own, numberOfFrames, numberOfChannels }: DataState, value: unknown): CopyPlan {
  const options = dictionary(value, "options");
  const format = optional(options["format"], convertSampleFormat, "options.format") ?? own;
  const asked = optional(options["frameCount"], unsignedLong, "options.frameCount");
  const frameOffset = optional(options["frameOffset"], unsignedLong, "options.frameOffset") ?? 0;
  const planeIndex = unsignedLong(options["planeIndex"], "options.planeIndex");
  const planes = isPlanar(format) ? numberOfChannels : 1;
  if (planeIndex >= planes) {
    throw new RangeError(`options.planeIndex must be below ${planes} in ${format}, got ${planeIndex}.`);
  }
  if (frameOffset >= numberOfFrames) {
    throw new RangeError(`options.frameOffset must be below ${numberOfFrames}, got ${frameOffset}.`);
  }
  const most = numberOfFrames - frameOffset;
  const frameCount = asked ?? most;
  if (frameCount > most) {
    throw new RangeError(`options.frameCount must be at most ${most} from there, got ${frameCount}.`);
  }
  const channels = isPlanar(format) ? 1 : numberOfChannels;
  const size = frameCount * channels * sampleTypeOf(format).bytes;
  return { format, planeIndex, frameOffset, frameCount, size };
}

/** Copies samples, converting them one by one. */
function convert(state: DataState, plan: CopyPlan, to: Uint8Array): void {
  const { format, planeIndex, frameOffset, frameCount } = plan;
  const { bytes } = state.shared;
  const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const target = new DataView(to.buffer, to.byteOffset, to.byteLength);
  const [input, output] = [sampleTypeOf(state.format), sampleTypeOf(format)];
  const { numberOfChannels: count, numberOfFrames } = state;
  const frameStep = isPlanar(state.format) ? 1 : count;
  const channelStep = isPlanar(state.format) ? numberOfFrames : 1;
  const channels = isPlanar(format) ? [planeIndex] : Array.from({ length: count }, (_, channel) => channel);
  channels.forEach((channel, i) => {
    for (let frame = 0; frame < frameCount; frame++) {
      const sample = (frameOffset + frame) * frameStep + channel * channelStep;
      const value = input.read(from, sample * input.bytes);
      output.write(target, (frame * channels.length + i) * output.bytes, value);
    }
  });
}

/**
 * A block of audio in the shape of WebCodecs' `AudioData`, in any of its formats; those of a track are
 * "f32-planar". It holds its samples until `close()`; clones hold the same ones. Errors are those of
 * WebCodecs: TypeError for what is invalid, RangeError for what lies beyond the samples or the destination,
 * "InvalidStateError" once closed.
 */
export class AudioData {
  #state: DataState | undefined;
  readonly #timestamp: number;

  /** Copies samples from memory. */
  constructor(init: AudioDataInit) {
    const given: unknown = init;
    this.#state = given instanceof Made ? given.state : fromInit(given);
    this.#timestamp = this.#state.timestamp;
  }

  /** The sample format; null once closed. */
  get format(): SampleFormat | null {
    return this.#state?.format ?? null;
  }

  /** Samples a second of each channel; 0 once closed. */
  get sampleRate(): number {
    return this.#state?.sampleRate ?? 0;
  }

  /** Samples of each channel; 0 once closed. */
  get numberOfFrames(): number {
    return this.#state?.numberOfFrames ?? 0;
  }

  /** Channels; 0 once closed. */
  get numberOfChannels(): number {
    return this.#state?.numberOfChannels ?? 0;
  }

  /** Microseconds; 0 once closed. */
  get duration(): number {
    return this.#state ? Math.floor((this.#state.numberOfFrames / this.#state.sampleRate) * 1e6) : 0;
  }

  /** Microseconds. Stays when closed. */
  get timestamp(): number {
    return this.#timestamp;
  }

  /** Bytes that `copyTo` with the same options needs. */
  allocationSize(options: AudioDataCopyToOptions): number {
    if (!this.#state) throw closedError("AudioData");
    return planCopy(this.#state, options).size;
  }

  /** Copies one plane, or all channels interleaved; clipped where the format ends at 1. */
  copyTo(destination: AllowSharedBufferSource, options: AudioDataCopyToOptions): void {
    const to = bytesOf(destination, "destination");
    const state = this.#state;
    if (!state) throw closedError("AudioData");
    const plan = planCopy(state, options);
    if (to.length < plan.size) {
      throw new RangeError(`destination must have at least ${plan.size} bytes, got ${to.length}.`);
    }
    if (plan.format !== state.format) {
      convert(state, plan, to);
      return;
    }
    const planeStart = plan.planeIndex * state.numberOfFrames;
    const frameSize = plan.size / plan.frameCount || 0;
    const start = (planeStart + plan.frameOffset) * frameSize;
    to.set(state.shared.bytes.subarray(start, start + plan.size));
  }

  /** Another block that holds the same samples. */
  clone(): AudioData {
    if (!this.#state) throw closedError("AudioData");
    return dataOf({ ...this.#state, shared: this.#state.shared.hold() });
  }

  /** Lets go of the samples. Closing twice does nothing. */
  close(): void {
    this.#state?.shared.letGo();
    this.#state = undefined;
  }

  static {
    defineInterface(this, "AudioData", (value) => #state in value);
  }
}

function dataOf(state: DataState): AudioData {
  return new AudioData(new Made(state) as unknown as AudioDataInit);
}

/** A block in f32-planar, whose bytes it holds from now on. */
export function microphoneData(
  shared: SharedBytes,
  sampleRate: number,
  numberOfChannels: number,
  numberOfFrames: number,
  timestamp: number,
): AudioData {
  return dataOf({ shared, format: "f32-planar", sampleRate, numberOfChannels, numberOfFrames, timestamp });
}
