/** The sample formats of audio: how samples from -1 to 1 are written. */
import { enumerated } from "./web-idl.js";

/** One way to write a sample. */
export interface SampleType {
  readonly bytes: number;
  read(view: DataView, at: number): number;
  write(view: DataView, at: number, value: number): void;
}

/** An integer type of so many steps from 0 to 1; what lies beyond is clipped. */
function scaled(value: number, steps: number): number {
  return Math.max(-steps, Math.min(steps - 1, Math.round(value * steps)));
}

// Views read the platform's own byte order, which is little-endian wherever this runs.
const types: Readonly<Record<"u8" | "s16" | "s32" | "f32", SampleType>> = {
  u8: {
    bytes: 1,
    read: (view, at) => (view.getUint8(at) - 128) / 128,
    write: (view, at, value) => view.setUint8(at, scaled(value, 128) + 128),
  },
  s16: {
    bytes: 2,
    read: (view, at) => view.getInt16(at, true) / 32768,
    write: (view, at, value) => view.setInt16(at, scaled(value, 32768), true),
  },
  s32: {
    bytes: 4,
    read: (view, at) => view.getInt32(at, true) / 2147483648,
    write: (view, at, value) => view.setInt32(at, scaled(value, 2147483648), true),
  },
  f32: {
    bytes: 4,
    read: (view, at) => view.getFloat32(at, true),
    write: (view, at, value) => view.setFloat32(at, value, true),
  },
};

const formats = ["u8", "s16", "s32", "f32", "u8-planar", "s16-planar", "s32-planar", "f32-planar"] as const;

/** WebCodecs' `AudioSampleFormat`. */
export type SampleFormat = (typeof formats)[number];

/** Converts an `AudioSampleFormat`. */
export function convertSampleFormat(value: unknown, place: string): SampleFormat {
  return enumerated(value, formats, place);
}

/** Whether each channel has a plane of its own. */
export function isPlanar(format: SampleFormat): boolean {
  return format.endsWith("-planar");
}

/** How one sample of a format is written. */
export function sampleTypeOf(format: SampleFormat): SampleType {
  return types[format.replace("-planar", "") as keyof typeof types];
}
