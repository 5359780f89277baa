/** Requests to begin with. */
import type { SourceKind } from "../bindings/solver/index.js";
import { formatJson } from "./json-text.js";

/** A request with a name. */
export interface Example {
  readonly title: string;
  readonly text: string;
}

function example(title: string, constraints: object): Example {
  return { title, text: formatJson(constraints) };
}

/** By kind of device, the one that is shown first at the beginning. */
export const examples: Readonly<Record<SourceKind, readonly Example[]>> = {
  videoinput: [
    example("4:3 wanted, but wide at any rate", {
      width: 1280,
      height: 960,
      aspectRatio: { min: 1.7 },
      frameRate: { min: 24, ideal: 30 },
    }),
    example("Three ideals that disagree", {
      width: 1000,
      height: 700,
      aspectRatio: 1.6,
      frameRate: { min: 24, ideal: 30 },
    }),
    example("720p at 30, as everybody asks", { width: 1280, height: 720, frameRate: 30 }),
    example("As sharp as it gets, in 4:3", { width: 4096, aspectRatio: { exact: 1.3333333333 } }),
    example("A square", { width: 600, aspectRatio: { exact: 1 } }),
    example("Upright, as phones are held", { width: 720, height: 1280 }),
    example("A native size near 800 × 600", { width: 800, height: 600, resizeMode: { exact: "none" } }),
    example("Smooth before sharp, step by step", {
      width: { min: 640 },
      advanced: [{ frameRate: { min: 60 } }, { width: { min: 1920 } }, { aspectRatio: 1.7777777778 }],
    }),
    example("Too much at once", { width: { min: 1900 }, frameRate: { min: 120 } }),
    example("No whole number of lines", { width: { exact: 641 }, aspectRatio: { exact: 1.7777777778 } }),
    example("Anything", {}),
  ],
  audioinput: [
    example("A voice", { echoCancellation: true, noiseSuppression: true, channelCount: 1 }),
    example("Music: stereo, left as it is", {
      channelCount: { exact: 2 },
      sampleRate: 48000,
      echoCancellation: false,
      autoGainControl: false,
      noiseSuppression: false,
    }),
    example("The rate of a compact disc", { sampleRate: 44100 }),
    example("More channels than there are", { channelCount: { min: 8 } }),
    example("Anything", {}),
  ],
};
