/** Contexts into which the worklet cannot be loaded. */
import { jest } from "@jest/globals";
import { createMediaStreamTrackSource } from "../../../bindings/sinks/web-audio/source-nodes.js";
import { AudioScene } from "./audio.js";

let s: AudioScene;

// A worklet of node-web-audio-api keeps a core busy, so a busy machine renders slowly.
jest.setTimeout(120_000);
const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);

beforeEach(async () => {
  warn.mockClear();
  s = await AudioScene.begin();
});

afterEach(async () => {
  // Closing needs the real one.
  Reflect.deleteProperty(s.context, "audioWorklet");
  await s.end();
});

/** Puts another addModule() into the context's worklet, which needs all else it has. */
function replaceAddModule(addModule: (address: string) => Promise<void>): void {
  Object.defineProperty(s.context.audioWorklet, "addModule", { value: addModule, configurable: true });
}

test.each([
  [
    "modules are refused",
    "Content Security Policy",
    () => {
      replaceAddModule(() => Promise.reject(new Error("refused by policy")));
    },
  ],
  [
    "there is no worklet",
    "it has no audioWorklet",
    () => {
      Object.defineProperty(s.context, "audioWorklet", { value: undefined, configurable: true });
    },
  ],
])("where %s, nodes are silent, which is told once, and are no sinks", async (_, reason, prepare) => {
  prepare();
  const track = await s.capture.microphone("first");
  for (let i = 0; i < 2; i++) createMediaStreamTrackSource(s.context, track).connect(s.input);
  await s.until(() => s.isSilent && warn.mock.calls.length > 0);
  expect(warn.mock.calls).toEqual([[expect.stringContaining(reason)]]);
  expect(s.clock.pending).toBe(0);
});

test("where modules are refused by one kind of address, the other is taken", async () => {
  const refused: string[] = [];
  const worklet = s.context.audioWorklet;
  const addModule = worklet.addModule.bind(worklet);
  replaceAddModule(async (address) => {
    if (address.startsWith("blob:")) {
      refused.push(address);
      throw new Error("refused by policy");
    }
    // Node's implementation has no data: addresses.
    const text = await (await fetch(address)).text();
    await addModule(URL.createObjectURL(new Blob([text])));
  });
  createMediaStreamTrackSource(s.context, await s.capture.microphone("first")).connect(s.input);
  await s.until(() => s.hears(440));
  expect(refused).toHaveLength(1);
  expect(warn).not.toHaveBeenCalled();
});
