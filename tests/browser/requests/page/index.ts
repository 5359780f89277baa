/** What the tests of requests have in a page. */
import type { SourceDescription } from "../../../../bindings/solver/types.js";
import { fromPortable } from "../portable.js";
import { isAtRate, type Answer, type Question } from "./answers.js";
import { conversionSeen, type ConversionPlace } from "./conversion-seen.js";
import { plainTrack } from "./plain-track.js";
import { receivedSize, recordedSize } from "./uses.js";
import { Screen, type Size } from "./screen.js";

type BrowserEntry = typeof import("../../../../bindings/browser/index.js");
type PortableEntry = typeof import("../../../../bindings/index.js");

/** Who is asked: the browser itself, this package on the browser's devices, or on virtual ones. */
export type Asked = "natively" | "through" | "virtually";

/** How long a device is asked for its modes, in milliseconds: until it has been asked for all. */
const ASKING = 60_000;
/** How long frames are counted, in milliseconds. */
const COUNTING = 1500;
/** How often frames are counted before too few of them count as too few. */
const MOST_ROUNDS = 3;

const devices = new Map<Asked, Pick<MediaDevices, "getUserMedia">>();
let shown: Screen | undefined;

function onScreen(): Screen {
  return (shown ??= new Screen());
}

async function browserEntry(): Promise<BrowserEntry> {
  const entry = "/dist/browser.js";
  return (await import(entry)) as BrowserEntry;
}

async function portableEntry(): Promise<PortableEntry> {
  const entry = "/dist/index.js";
  return (await import(entry)) as PortableEntry;
}

function devicesOf(asked: Asked): Pick<MediaDevices, "getUserMedia"> {
  const mediaDevices = asked === "natively" ? navigator.mediaDevices : devices.get(asked);
  if (!mediaDevices) throw new Error(`Nothing was made ready to be asked ${asked}.`);
  return mediaDevices;
}

/** The only track of a request that is granted. */
async function trackOf(asked: Asked, video: unknown): Promise<MediaStreamTrack> {
  const constraints = { video } as MediaStreamConstraints;
  const [track] = (await devicesOf(asked).getUserMedia(constraints)).getVideoTracks();
  if (!track) throw new Error("A stream without a track.");
  return track;
}

function told(thrown: unknown): Answer {
  const { name, message, constraint } = thrown as { name: string; message: string; constraint?: unknown };
  return { error: name, message, ...(typeof constraint === "string" && { constraint }) };
}

function sizeIn({ width = 0, height = 0 }: MediaTrackSettings): Size {
  return [width, height];
}

/** What a track says of itself, and what it delivers. */
async function look(track: MediaStreamTrack, question: Question): Promise<Answer> {
  const { mostPixels, patience, isCounted, isLate } = question;
  const early = { ...track.getSettings() };
  const [width, height] = sizeIn(early);
  if (width * height > mostPixels) return { settings: early };
  const size = await onScreen().size(() => sizeIn(isLate ? track.getSettings() : early), patience);
  const settings = isLate ? { ...track.getSettings() } : early;
  if (!isCounted) return { settings, size };
  const { frameRate = 30 } = settings;
  for (let rounds = 1; ; rounds++) {
    onScreen().show(track);
    const rate = await onScreen().rate(COUNTING);
    const plainRate = await countPlain(frameRate);
    if (rounds === MOST_ROUNDS || isAtRate(rate, plainRate, frameRate)) {
      return { settings, size, rate, plainRate, rounds };
    }
  }
}

/** The rate at which the machine shows a track of the browser alone at the moment. */
async function countPlain(frameRate: number): Promise<number> {
  const plain = plainTrack(frameRate);
  onScreen().show(plain.track);
  const rate = await onScreen().rate(COUNTING);
  plain.stop();
  return rate;
}

/** What is called from the tests. */
export const requestTests = {
  /** Makes virtual devices ready. A first request exposes what errors tell. */
  async useVirtual(descriptions: readonly SourceDescription[]): Promise<void> {
    const [{ createBrowserDevices }, { virtualHost }] = await Promise.all([browserEntry(), portableEntry()]);
    const host = virtualHost({ devices: descriptions });
    devices.set("virtually", await createBrowserDevices({ host }));
    (await trackOf("virtually", true)).stop();
  },

  /** Makes the browser's devices ready, and tells all there is to learn of its cameras, the default first. */
  async useOwn(): Promise<SourceDescription[]> {
    const { browserHost, createBrowserDevices } = await browserEntry();
    // A browser tells nothing of its devices before one of them has been used.
    (await trackOf("natively", true)).stop();
    const host = browserHost({ askingTime: ASKING });
    const cameras = (await host.devices()).filter(({ kind }) => kind === "videoinput");
    for (const camera of cameras) await camera.learn?.();
    host.close();
    devices.set("through", await createBrowserDevices());
    (await trackOf("through", true)).stop();
    cameras.sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
    return cameras.flatMap(({ description }) => description ?? []);
  },

  /** The answer to one request; its track is stopped. */
  async ask(asked: Asked, question: Question): Promise<Answer> {
    let track: MediaStreamTrack;
    try {
      track = await trackOf(asked, fromPortable(question.video));
    } catch (thrown) {
      return told(thrown);
    }
    try {
      onScreen().show(track);
      return await look(track, question);
    } finally {
      track.stop();
      onScreen().clear();
    }
  },

  /** The answers to requests made one after the other to one track, by applyConstraints(), in one element. */
  async apply(asked: Asked, questions: readonly Question[]): Promise<Answer[]> {
    const track = await trackOf(asked, true);
    onScreen().show(track);
    const answers: Answer[] = [];
    for (const question of questions) {
      try {
        await track.applyConstraints(fromPortable(question.video) as MediaTrackConstraints);
        answers.push(await look(track, question));
      } catch (thrown) {
        answers.push(told(thrown));
      }
    }
    track.stop();
    onScreen().clear();
    return answers;
  },

  /** What the page's own interfaces make of a track: its class, the size in a recording and at the far end of a connection. */
  async use(asked: Asked, video: MediaTrackConstraints, patience: number): Promise<Uses> {
    const [track, conversion] = await conversionSeen(async () => {
      const granted = await trackOf(asked, video);
      onScreen().show(granted);
      await onScreen().size(() => sizeIn(granted.getSettings()), patience);
      onScreen().clear();
      return granted;
    });
    const size = sizeIn(track.getSettings());
    try {
      return {
        conversion,
        isNative: track instanceof MediaStreamTrack && new MediaStream([track]).getTracks()[0] === track,
        hasAspectRatio: track.getSettings().aspectRatio !== undefined,
        recorded: await recordedSize(track, size, patience, onScreen()),
        received: await receivedSize(track, size, patience, onScreen()),
      };
    } finally {
      track.stop();
    }
  },
};

/** What the page's interfaces make of a track. */
export interface Uses {
  readonly conversion: ConversionPlace;
  readonly isNative: boolean;
  readonly hasAspectRatio: boolean;
  /** Absent where the browser has no such interface. */
  readonly recorded?: Size | undefined;
  readonly received?: Size | undefined;
}

export type RequestTests = typeof requestTests;
