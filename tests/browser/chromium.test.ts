/** The built package in pages of a real Chromium: the same answers as in Node, media streams, and nothing left behind. */
import { createSolver, type SourceDescription } from "../../bindings/solver/index.js";
import { loadCatalogue } from "../../devices/index.js";
import { launch, LAUNCH_LIMIT, type BrowserPage, type BrowserSession } from "./drivers/index.js";
import { propertiesOfWindow } from "./page-functions.js";
import { startSite, type Site } from "./site.js";

/** What is asked of every tenth device of the catalogue. */
const requests: MediaTrackConstraints[] = [
  {},
  { width: 1000, height: 700, aspectRatio: 1.6 },
  { width: { exact: 641 }, aspectRatio: { exact: 16 / 9 } },
  { width: { min: 1280 }, frameRate: { min: 30 }, advanced: [{ frameRate: { min: 50 } }, { height: 720 }] },
  { sampleRate: 44100, channelCount: { exact: 2 }, echoCancellation: false },
];
/** No WebAssembly may be compiled. */
const strict = "script-src 'self'; worker-src 'self'";

let browser: BrowserSession;
let site: Site;
let devices: SourceDescription[];

beforeAll(async () => {
  site = await startSite();
  const sources = (await loadCatalogue()).map(({ source }) => source);
  devices = sources.filter((_, i) => i % 10 === 0);
  browser = await launch("chromium");
}, LAUNCH_LIMIT);

afterAll(async () => {
  await browser.close();
  await site.close();
});

const open = (csp?: string): Promise<BrowserPage> => browser.open(site.page(csp));

/** The answers of Node's WebAssembly build, as JSON leaves them. */
async function answersInNode(): Promise<unknown> {
  const solver = await createSolver({ build: "webassembly" });
  const answers = devices.map((device) => requests.map((request) => solver.selectSettings(device, request)));
  return JSON.parse(JSON.stringify(answers));
}

describe("the solver", () => {
  test.each([
    ["with WebAssembly", undefined, "webassembly"],
    ["where WebAssembly is forbidden", strict, "javascript"],
  ])("answers as in Node, %s, in the thread and in a worker", async (_, csp, build) => {
    const page = await open(csp);
    const answers = await page.evaluate(
      async ([sources, asked]) => {
        const entry = "/dist/index.js";
        const { createSolver: create, createWorkerSolver } = (await import(
          entry
        )) as typeof import("../../bindings/index.js");
        const solver = await create();
        const remote = await createWorkerSolver();
        const here = sources.map((source) => asked.map((request) => solver.selectSettings(source, request)));
        const there = await Promise.all(
          sources.map((source) =>
            Promise.all(asked.map((request) => remote.selectSettings(source, request))),
          ),
        );
        const { place } = remote;
        remote.terminate();
        return { build: solver.build, place, here, there };
      },
      [devices, requests] as const,
    );
    const expected = await answersInNode();
    expect(answers.build).toBe(build);
    expect(answers.place).toBe("worker");
    expect(JSON.parse(JSON.stringify(answers.here))).toEqual(expected);
    expect(JSON.parse(JSON.stringify(answers.there))).toEqual(expected);
    await page.close();
  });
});

describe("media streams on virtual devices", () => {
  test.each([
    ["constraints resolved in the thread", false],
    ["constraints resolved in a worker", true],
  ])("deliver frames that keep to the settings, %s", async (_, worker) => {
    const page = await open();
    const seen = await page.evaluate(async (inWorker) => {
      const entry = "/dist/index.js";
      const trackfit = (await import(entry)) as typeof import("../../bindings/index.js");
      const host = trackfit.virtualHost();
      const mediaDevices = await trackfit.createMediaDevices({ host, worker: inWorker });
      const stream = await mediaDevices.getUserMedia({
        video: { width: { exact: 320 }, aspectRatio: 4 / 3 },
      });
      const [track] = stream.getVideoTracks();
      if (!track) throw new Error("no track");
      const reader = new trackfit.MediaStreamTrackProcessor({ track }).readable.getReader();
      const { value: frame } = await reader.read();
      const size = frame && "codedWidth" in frame ? [frame.codedWidth, frame.codedHeight] : [];
      frame?.close();
      const failure = await track.applyConstraints({ width: { min: 9999 } }).catch((error: unknown) => error);
      const { width, height } = track.getSettings();
      track.stop();
      return {
        size,
        settings: [width, height],
        failure: failure instanceof trackfit.OverconstrainedError && failure instanceof DOMException,
        open: host.openSources,
      };
    }, worker);
    expect(seen).toEqual({ size: [320, 240], settings: [320, 240], failure: true, open: 0 });
    await page.close();
  });

  test("are installed into the page and taken out again without a trace", async () => {
    const page = await open();
    await page.evaluate(propertiesOfWindow, "remember");
    const isOurs = await page.evaluate(async () => {
      const entry = "/dist/index.js";
      const trackfit = (await import(entry)) as typeof import("../../bindings/index.js");
      const uninstall = trackfit.install();
      const installed: unknown = navigator.mediaDevices;
      const stream: unknown = await navigator.mediaDevices.getUserMedia({ video: true });
      const both = installed instanceof trackfit.MediaDevices && stream instanceof MediaStream;
      if (stream instanceof trackfit.MediaStream) for (const track of stream.getTracks()) track.stop();
      uninstall();
      return both;
    });
    expect(isOurs).toBe(true);
    const { count, different } = await page.evaluate(propertiesOfWindow, "compare");
    expect(count).toBeGreaterThan(5000);
    expect(different).toEqual([]);
    await page.close();
  });
});
