/** react-webcam, unmodified, mounted in the page. */
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import imported from "react-webcam";
import { shown, sizeOfPicture, type Size } from "./pictures.js";
import { begin, only, type Devices } from "./scene.js";

// Its module is the class; its types speak of a default export.
const Webcam = imported as unknown as typeof imported.default;
type Webcam = InstanceType<typeof Webcam>;

/** What a test sees of one request. */
export interface Seen {
  readonly settings: Size;
  readonly shown: Size;
  readonly screenshot: Size;
  readonly frameRate: number | undefined;
}

/** What a test sees in the end. */
export interface Outcome {
  readonly seen: readonly Seen[];
  /** States of the tracks of each request when the next one has been answered. */
  readonly before: readonly string[];
  /** States of all tracks after unmounting. */
  readonly after: readonly string[];
  readonly isOwnStream: boolean;
  /** How many sources are open in the end, of virtual devices. */
  readonly open: number | undefined;
}

/** Mounts the component, gives it one set of constraints after the other, and unmounts it. */
export async function wear(devices: Devices, sizes: readonly Size[]): Promise<Outcome> {
  const { host } = await begin(devices);
  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  const tracks: MediaStreamTrack[] = [];
  const seen: Seen[] = [];
  const before: string[] = [];
  let isOwnStream = true;
  let webcam: Webcam | null = null;
  for (const [width, height] of sizes) {
    const stream = await new Promise<MediaStream>((resolve, reject) => {
      const props = {
        ref: (instance: Webcam | null) => {
          webcam = instance;
        },
        audio: false,
        forceScreenshotSourceSize: true,
        screenshotFormat: "image/png",
        videoConstraints: { width: { exact: width }, height: { exact: height }, frameRate: { ideal: 30 } },
        onUserMedia: resolve,
        onUserMediaError: (error: unknown) => {
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      };
      root.render(createElement(Webcam, props));
    });
    before.push(...tracks.map(({ readyState }) => readyState));
    isOwnStream &&= stream instanceof MediaStream;
    const track = only(stream.getVideoTracks());
    tracks.push(track);
    seen.push(await look(track, webcam, [width, height]));
  }
  root.unmount();
  await removed(container);
  return {
    seen,
    before,
    after: tracks.map(({ readyState }) => readyState),
    isOwnStream,
    open: host?.openSources,
  };
}

async function look(track: MediaStreamTrack, webcam: Webcam | null, wanted: Size): Promise<Seen> {
  const video = webcam?.video;
  if (!video) throw new Error("There is no video element.");
  const size = await shown(video, wanted);
  const screenshot = webcam?.getScreenshot();
  if (!screenshot) throw new Error("There is no screenshot.");
  const { width = 0, height = 0, frameRate } = track.getSettings();
  return { settings: [width, height], shown: size, screenshot: await sizeOfPicture(screenshot), frameRate };
}

/** React takes a tree off the page in a task of its own. */
async function removed(container: Element): Promise<void> {
  if (container.childElementCount === 0) return;
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (container.childElementCount > 0) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(container, { childList: true });
  });
}
