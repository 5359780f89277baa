/** The code of the audio thread: a small ring of samples, run here by hand. */
import { runInNewContext } from "node:vm";
import {
  processorModule,
  type ProcessorMessage,
} from "../../../bindings/sinks/web-audio/processor-module.js";

interface Processor {
  readonly port: { onmessage(event: { data: ProcessorMessage }): void };
  readonly rings: readonly Float32Array[];
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

/** What the module registers, made with `start` and `most` samples. */
function processor(channelCount: number, start: number, most: number): Processor {
  const registered = new Map<string, new (options: object) => Processor>();
  class AudioWorkletProcessor {
    readonly port = { onmessage: null };
  }
  runInNewContext(processorModule('a "name"'), {
    AudioWorkletProcessor,
    registerProcessor(name: string, made: new (options: object) => Processor) {
      registered.set(name, made);
    },
  });
  const Registered = registered.get('a "name"');
  if (!Registered) throw new Error("The module registered nothing.");
  return new Registered({ processorOptions: { channelCount, start, most } });
}

let sent = 0;
beforeEach(() => {
  sent = 0;
});

/** Sends the next whole numbers; on the second channel, their negatives. */
function send(to: Processor, count: number, channelCount = 1): void {
  const samples = Float32Array.from({ length: count }, () => ++sent);
  const channels = [samples, samples.map((value) => -value)].slice(0, channelCount);
  to.port.onmessage({ data: channels });
}

/** What comes out next, over what was in the output before. */
function pull(from: Processor, count: number, channelCount = 1): number[][] {
  const output = Array.from({ length: channelCount }, () => new Float32Array(count).fill(99));
  from.process([], [output]);
  return output.map((samples) => [...samples]);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

test("it is silent until enough samples are there, and then puts out each once, in order", () => {
  const made = processor(1, 6, 24);
  expect(pull(made, 4)).toEqual([[0, 0, 0, 0]]);
  send(made, 5);
  expect(pull(made, 4)).toEqual([[0, 0, 0, 0]]);
  send(made, 5);
  expect(pull(made, 4)).toEqual([[1, 2, 3, 4]]);
  expect(pull(made, 4)).toEqual([[5, 6, 7, 8]]);
});

test("channels stay apart", () => {
  const made = processor(2, 2, 8);
  send(made, 4, 2);
  expect(pull(made, 4, 2)).toEqual([
    [1, 2, 3, 4],
    [-1, -2, -3, -4],
  ]);
});

test("what is missing is silence, and then enough samples are waited for again", () => {
  const made = processor(1, 6, 24);
  send(made, 6);
  expect(pull(made, 4)).toEqual([[1, 2, 3, 4]]);
  expect(pull(made, 4)).toEqual([[5, 6, 0, 0]]);
  send(made, 4);
  expect(pull(made, 4)).toEqual([[0, 0, 0, 0]]);
  send(made, 4);
  expect(pull(made, 4)).toEqual([[7, 8, 9, 10]]);
});

test("of too many samples the oldest are dropped, until as many are left as it begins with", () => {
  const made = processor(1, 6, 24);
  for (let i = 0; i < 6; i++) send(made, 4);
  send(made, 4);
  expect(pull(made, 8)).toEqual([[23, 24, 25, 26, 27, 28, 0, 0]]);
});

test("a message longer than all it holds leaves its end", () => {
  const made = processor(1, 4, 8);
  send(made, 3);
  send(made, 20);
  expect(pull(made, 8)).toEqual([range(16, 23)]);
});

test("it holds no more than it was made for, however much comes", () => {
  const made = processor(2, 6, 24);
  for (let i = 0; i < 1000; i++) send(made, 7, 2);
  expect(made.rings.map(({ length }) => length)).toEqual([24, 24]);
  const [left = [], right = []] = pull(made, 30, 2);
  const heard = left.filter((value) => value !== 0);
  expect(heard.length).toBeGreaterThanOrEqual(6);
  expect(heard.length).toBeLessThanOrEqual(24);
  expect(heard).toEqual(range(7001 - heard.length, 7000));
  expect(right).toEqual(left.map((value) => (value === 0 ? 0 : -value)));
});

test("sizes that do not divide each other lose nothing in the ring", () => {
  const made = processor(1, 6, 24);
  const heard: number[] = [];
  send(made, 7);
  for (let i = 0; i < 200; i++) {
    send(made, 5);
    heard.push(...(pull(made, 5)[0] ?? []));
  }
  expect(heard).toEqual(range(1, 1000));
});

test("it is over when it is told so", () => {
  const made = processor(1, 1, 8);
  expect(made.process([], [[new Float32Array(4)]])).toBe(true);
  made.port.onmessage({ data: null });
  expect(made.process([], [[new Float32Array(4)]])).toBe(false);
});
