import {
  ConversionService,
  type ConversionAnswer,
} from "../../../bindings/native-media/conversion-service.js";
import { frame, installFrames, openFrames, removeFrames } from "./frames.js";

const HALF = { width: 32, height: 24, frameRate: 30 };

/** A track of frames that a test puts in one by one. */
class Input {
  readonly readable: ReadableStream<VideoFrame>;
  isCancelled = false;
  #controller: ReadableStreamDefaultController<VideoFrame> | undefined;
  #count = 0;

  constructor() {
    const source: UnderlyingDefaultSource<VideoFrame> = {
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.isCancelled = true;
      },
    };
    this.readable = new ReadableStream(source, { highWaterMark: 0 });
  }

  put(width = 64, height = 48): void {
    this.#controller?.enqueue(frame(width, height, this.#count * 40_000));
    this.#count += 1;
  }
}

/** A track that is fed, and what it was fed with. */
class Output {
  readonly sizes: string[] = [];
  readonly writable: WritableStream<VideoFrame>;
  isClosed = false;
  isStopped = false;
  #controller: WritableStreamDefaultController | undefined;

  constructor() {
    this.writable = new WritableStream<VideoFrame>({
      start: (controller) => {
        this.#controller = controller;
      },
      write: (written) => {
        if (this.isStopped) throw new DOMException("Stream closed", "InvalidStateError");
        this.sizes.push(`${written.displayWidth}x${written.displayHeight}`);
        written.close();
      },
      close: () => {
        this.isClosed = true;
      },
    });
  }

  stopNow(): void {
    this.#controller?.error(new Error("stopped"));
  }
}

const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

let answers: ConversionAnswer[];
const deliveries = (): ConversionAnswer[] => answers.filter(({ kind }) => kind === "delivered");
let service: ConversionService;
let input: Input;
let output: Output;

beforeEach(() => {
  installFrames();
  answers = [];
  service = new ConversionService((answer) => answers.push(answer));
  input = new Input();
  output = new Output();
  service.handle({ kind: "open", id: 1, writable: output.writable, conversion: HALF });
  service.handle({ kind: "input", id: 1, readable: input.readable });
});

afterEach(removeFrames);

test("frames go from the input to the output, converted, and none stays open", async () => {
  input.put();
  input.put();
  await settle();
  expect(output.sizes).toEqual(["32x24", "32x24"]);
  expect(openFrames()).toBe(0);
});

test("the first frame of each version is told, once", async () => {
  input.put();
  await settle();
  service.handle({ kind: "configure", id: 1, conversion: { ...HALF, width: 20 }, version: 1 });
  service.handle({ kind: "configure", id: 1, conversion: { ...HALF, width: 16 }, version: 2 });
  await settle();
  expect(deliveries()).toEqual([{ kind: "delivered", id: 1, version: 0 }]);
  input.put();
  input.put();
  await settle();
  expect(output.sizes).toEqual(["32x24", "16x24", "16x24"]);
  expect(deliveries()).toEqual([
    { kind: "delivered", id: 1, version: 0 },
    { kind: "delivered", id: 1, version: 2 },
  ]);
});

test("the size of the input is told when it is another", async () => {
  input.put();
  input.put();
  input.put(80, 60);
  await settle();
  expect(answers.filter(({ kind }) => kind === "sized")).toEqual([
    { kind: "sized", id: 1, input: { width: 64, height: 48, isShort: false } },
    { kind: "sized", id: 1, input: { width: 80, height: 60, isShort: false } },
  ]);
});

test("another input is read instead, or none", async () => {
  input.put();
  await settle();
  const other = new Input();
  service.handle({ kind: "input", id: 1, readable: other.readable });
  await settle();
  expect(input.isCancelled).toBe(true);
  // The first one comes too soon after the last of the other input.
  other.put();
  other.put();
  await settle();
  expect(output.sizes).toHaveLength(2);
  service.handle({ kind: "input", id: 1, readable: undefined });
  await settle();
  expect(other.isCancelled).toBe(true);
  expect(openFrames()).toBe(0);
});

test("a frame that comes when another input is read already is closed", async () => {
  const late = new Input();
  service.handle({ kind: "input", id: 1, readable: late.readable });
  late.put();
  service.handle({ kind: "input", id: 1, readable: new Input().readable });
  await settle();
  expect(output.sizes).toEqual([]);
  expect(openFrames()).toBe(0);
});

test("closing ends the output, cancels the input and is told", async () => {
  input.put();
  await settle();
  service.handle({ kind: "close", id: 1 });
  await settle();
  expect([output.isClosed, input.isCancelled]).toEqual([true, true]);
  expect(answers.at(-1)).toEqual({ kind: "closed", id: 1 });
  const late = new Input();
  service.handle({ kind: "input", id: 1, readable: late.readable });
  service.handle({ kind: "close", id: 1 });
  expect(answers.at(-1)).toEqual({ kind: "closed", id: 1 });
});

test.each(["before a frame is written", "without one"])(
  "where the output's tracks have all been stopped, reading stops, %s",
  async (when) => {
    if (when === "without one") output.stopNow();
    else {
      output.isStopped = true;
      input.put();
    }
    await settle();
    expect(input.isCancelled).toBe(true);
    expect(openFrames()).toBe(0);
  },
);

test("a frame that cannot be converted is lost, and those after it are not", async () => {
  const { copyTo } = VideoFrame.prototype as { copyTo: unknown };
  VideoFrame.prototype.copyTo = () => Promise.reject(new Error("lost"));
  input.put();
  await settle();
  Object.assign(VideoFrame.prototype, { copyTo });
  input.put();
  await settle();
  expect(output.sizes).toEqual(["32x24"]);
  expect(openFrames()).toBe(0);
});
