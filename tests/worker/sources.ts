/** What the tests of the worker ask; the built package runs, as users have it. */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type * as Entry from "../../bindings/solver/index.js";
import type { SourceDescription } from "../../bindings/solver/types.js";

export const built = new URL("../../dist/solver.js", import.meta.url).href;

/** The built entry; its classes are not those of the sources. */
export function loadBuilt(): Promise<typeof Entry> {
  return import(built) as Promise<typeof Entry>;
}

/** How the fixture misbehaves, and at which of the worker's calls. */
export interface Fault {
  at: "load" | "start" | "select" | "selectJointly" | "prepare";
  how: "throw" | "exit" | "hang" | "silence";
}

/** Opens the package's worker in a script that misbehaves on order. */
export function faulty(fault: Fault): Worker {
  const file = fileURLToPath(new URL("./fixtures/faulty-worker.mjs", import.meta.url));
  // What a fixture that throws prints is of no interest.
  return new Worker(file, { workerData: fault, stderr: true });
}

/** Opens the package's worker as it is. */
export function sound(): Worker {
  return new Worker(new URL("../../dist/worker.js", import.meta.url));
}

export const hd: SourceDescription = {
  kind: "videoinput",
  deviceId: "hd",
  facingMode: "user",
  modes: [
    { width: 640, height: 480, frameRates: [30] },
    { width: 1280, height: 720, frameRates: [15, 30] },
    { width: 1920, height: 1080, frameRates: { min: 5, max: 60 }, format: "NV12" },
  ],
};

export const microphone: SourceDescription = {
  kind: "audioinput",
  deviceId: "microphone",
  capabilities: { sampleRate: { min: 44100, max: 48000 }, channelCount: { min: 1, max: 2 } },
  alternatives: [
    { echoCancellation: [true], channelCount: { min: 1, max: 1 } },
    { echoCancellation: [false] },
  ],
};
