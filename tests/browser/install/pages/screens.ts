/** Requests that only the browser can answer: for screens, in the forms of browsers. */
import { only, stop, trackfit, trackfitBrowser } from "./common.js";

/** What the browser is given and gives in these tests: nobody can choose a screen here. */
interface Platform {
  readonly asked: unknown[];
  readonly stream: MediaStream;
}

function takePlatform(): Platform {
  const stream = document.createElement("canvas").captureStream();
  const asked: unknown[] = [];
  const native = Reflect.get(MediaDevices.prototype, "getUserMedia") as (
    ...values: unknown[]
  ) => Promise<MediaStream>;
  MediaDevices.prototype.getUserMedia = function (...values) {
    if (!Object.values(REQUESTS).includes(values[0] as object)) return Reflect.apply(native, this, values);
    asked.push(values[0]);
    return Promise.resolve(stream);
  };
  Object.assign(navigator, {
    getUserMedia(...values: [unknown, (stream: MediaStream) => void]): void {
      asked.push(values[0]);
      values[1](stream);
    },
  });
  return { asked, stream };
}

const desktop = { mandatory: { chromeMediaSource: "desktop", chromeMediaSourceId: "screen:1:0" } };
const REQUESTS: Readonly<Record<string, object>> = {
  desktop: { audio: false, video: desktop },
  sound: { audio: desktop, video: true },
  optional: { video: { optional: [{ chromeMediaSource: "screen" }] } },
  firefox: { video: { mediaSource: "screen" } },
  inherited: Object.create({ video: desktop }) as object,
  old: { video: { mandatory: { minWidth: 320 } } },
  none: { video: { mandatory: undefined, optional: undefined, mediaSource: undefined } },
};

/** Which requests go to the browser as they are, and give what it gives. */
export async function requests(devices: "hardware" | "virtual" | "ponyfill"): Promise<unknown> {
  const { asked, stream } = takePlatform();
  const { install, createBrowserDevices } = await trackfitBrowser();
  const { virtualHost } = await trackfit();
  const undo =
    devices === "ponyfill" ? undefined : install(devices === "virtual" ? { host: virtualHost() } : {});
  const mediaDevices = undo ? navigator.mediaDevices : await createBrowserDevices();
  const untouched: string[] = [];
  for (const [name, request] of Object.entries(REQUESTS)) {
    const given = await mediaDevices.getUserMedia(request);
    if (given === stream && asked.pop() === request) untouched.push(name);
    else stop(given);
  }
  const reads: string[] = [];
  const hostile = {
    get audio() {
      return void reads.push("audio");
    },
    get video() {
      reads.push("video");
      return {
        get mandatory() {
          return void reads.push("mandatory");
        },
        get width() {
          return void reads.push("width");
        },
      };
    },
  };
  stop(await mediaDevices.getUserMedia(hostile as object));
  undo?.();
  return { untouched, reads };
}

/** The same by the function of before promises, where the browser has it. */
export async function legacy(): Promise<unknown> {
  const { asked, stream } = takePlatform();
  const { install } = await trackfitBrowser();
  const undo = install();
  const ask = (request: unknown): Promise<MediaStream> =>
    new Promise((resolve, reject) => {
      const call = Reflect.get(navigator, "getUserMedia") as (...values: unknown[]) => void;
      Reflect.apply(call, navigator, [request, resolve, reject]);
    });
  const screen = await ask(REQUESTS["desktop"]);
  const camera = await ask({ video: true });
  const track = only(camera.getTracks());
  const seen = {
    isScreen: screen === stream && asked.length === 1 && asked[0] === REQUESTS["desktop"],
    isOurs: Object.getPrototypeOf(track) !== MediaStreamTrack.prototype,
  };
  stop(camera);
  undo();
  return seen;
}
