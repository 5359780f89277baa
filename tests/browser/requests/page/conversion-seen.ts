/** How frames are converted, as it is seen to be done. */

export type ConversionPlace = "in a worker" | "on a canvas" | "by nobody but the browser";

/** Runs `use` and tells what was started in the meantime: a worker for conversions, or the capture of a canvas. */
export async function conversionSeen<T>(use: () => Promise<T>): Promise<[T, ConversionPlace]> {
  const { Worker: PlatformWorker } = window;
  const { prototype } = HTMLCanvasElement;
  const capture = Object.getOwnPropertyDescriptor(prototype, "captureStream");
  let hasWorker = false;
  let hasCanvas = false;
  window.Worker = class extends PlatformWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (String(url).includes("converter-worker")) hasWorker = true;
    }
  };
  Object.defineProperty(prototype, "captureStream", {
    ...capture,
    value(this: HTMLCanvasElement, ...values: unknown[]): unknown {
      hasCanvas = true;
      return Reflect.apply(capture?.value as () => unknown, this, values);
    },
  });
  try {
    const result = await use();
    return [result, hasWorker ? "in a worker" : hasCanvas ? "on a canvas" : "by nobody but the browser"];
  } finally {
    window.Worker = PlatformWorker;
    if (capture) Object.defineProperty(prototype, "captureStream", capture);
  }
}
