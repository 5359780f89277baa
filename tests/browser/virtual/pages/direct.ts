/** Virtual devices of the package in the browser's own tracks. */
import type { SourceDescription, VirtualHost } from "../../../../bindings/index.js";
import { eventAfter } from "./events.js";
import {
  brightness,
  nextFrame,
  numbersOn,
  play,
  remove,
  sizeOf,
  until,
  untilSize,
  type Size,
} from "./screen.js";

// Names in variables are not bundled: what is tested is what is published.
const browserEntry = "/dist/browser.js";
const packageEntry = "/dist/index.js";

const small: SourceDescription = {
  kind: "videoinput",
  deviceId: "small",
  label: "Small and fast",
  modes: [{ width: 160, height: 120, frameRates: [60] }],
};

const laptop: SourceDescription = {
  kind: "videoinput",
  deviceId: "laptop",
  label: "Laptop",
  modes: [
    { width: 640, height: 480, frameRates: [30] },
    { width: 1280, height: 720, frameRates: [30] },
  ],
};

interface Scene {
  readonly host: VirtualHost;
  /** The track of a request for video. */
  readonly take: (video: MediaTrackConstraints) => Promise<MediaStreamTrack>;
}

async function begin(devices: readonly SourceDescription[]): Promise<Scene> {
  const { createBrowserDevices } = (await import(
    browserEntry
  )) as typeof import("../../../../bindings/browser/index.js");
  const { virtualHost } = (await import(packageEntry)) as typeof import("../../../../bindings/index.js");
  const host = virtualHost({ devices });
  const mediaDevices = (await createBrowserDevices({ host })) as unknown as MediaDevices;
  return {
    host,
    async take(video) {
      const [track] = (await mediaDevices.getUserMedia({ video })).getVideoTracks();
      if (!track) throw new Error("There is no track.");
      return track;
    },
  };
}

function exactly(width: number, height: number, frameRate?: number): MediaTrackConstraints {
  return {
    width: { exact: width },
    height: { exact: height },
    ...(frameRate !== undefined && { frameRate: { exact: frameRate } }),
  };
}

/** Width, height and rate as a track tells them. */
function told(track: MediaStreamTrack): (number | undefined)[] {
  const { width, height, frameRate } = track.getSettings();
  return [width, height, frameRate];
}

/** What a track's element shows: its size, once it is the one that the track tells, and numbers. */
async function shown(video: HTMLVideoElement, track: MediaStreamTrack, count: number) {
  const { width = 0, height = 0 } = track.getSettings();
  await untilSize(video, [width, height]);
  return { told: told(track), size: sizeOf(video), numbers: await numbersOn(video, count) };
}

/** One camera cropped, scaled, thinned out, and as it is. */
export async function fitted() {
  const { host, take } = await begin([laptop]);
  const requests = {
    native: exactly(640, 480),
    cropped: exactly(360, 480),
    scaled: exactly(320, 180),
    thinned: exactly(320, 240, 10),
  };
  const seen: Record<string, Awaited<ReturnType<typeof shown>>> = {};
  for (const [name, constraints] of Object.entries(requests)) {
    const track = await take(constraints);
    const video = play(new MediaStream([track]));
    seen[name] = await shown(video, track, 5);
    remove(video);
    track.stop();
  }
  return { seen, open: host.openSources };
}

/** One track that is given other settings while it plays. */
export async function refitted() {
  const { take } = await begin([laptop]);
  const track = await take(exactly(640, 480));
  const video = play(new MediaStream([track]));
  const sizes: Size[] = [];
  for (const [width, height] of [
    [640, 480],
    [1280, 720],
    [200, 300],
    [640, 480],
  ] as const) {
    await track.applyConstraints(exactly(width, height));
    await untilSize(video, [width, height]);
    sizes.push(sizeOf(video));
  }
  const refused = await track.applyConstraints(exactly(641, 5000)).catch((error: unknown) => error);
  const { name, constraint } = refused as { name: string; constraint: string };
  const kept = told(track);
  const numbers = await numbersOn(video, 2);
  remove(video);
  track.stop();
  return { sizes, refused: [name, constraint], kept, numbers };
}

/** A track that is disabled and enabled again. */
export async function disabled() {
  const { take } = await begin([laptop]);
  const track = await take(exactly(320, 240));
  const video = play(new MediaStream([track]));
  await numbersOn(video, 1);
  const before = brightness(video);
  track.enabled = false;
  // Black is 16, and what a browser makes of it next to nothing else.
  await until(video, () => brightness(video) < 20, "Black");
  const size = sizeOf(video);
  track.enabled = true;
  const [number] = await numbersOn(video, 1);
  const after = brightness(video);
  remove(video);
  track.stop();
  return { before, size, after, number };
}

/** A track and its clone, which goes its own way. */
export async function cloned() {
  const { host, take } = await begin([laptop]);
  const track = await take(exactly(640, 480));
  const clone = track.clone();
  const alike = told(clone).join() === told(track).join() && clone.id !== track.id;
  const [video, other] = [play(new MediaStream([track])), play(new MediaStream([clone]))];
  await clone.applyConstraints(exactly(160, 120));
  const both = await Promise.all([shown(video, track, 3), shown(other, clone, 3)]);
  track.stop();
  const [, left = 0] = await numbersOn(other, 2);
  const states = [track.readyState, clone.readyState];
  const open = [host.openSources];
  clone.stop();
  open.push(host.openSources);
  remove(video);
  remove(other);
  return { alike, both, left, states, open };
}

/** Three tracks of one camera with settings of their own, and a fourth whose request cannot be had beside them. */
export async function several() {
  const { host, take } = await begin([
    { ...laptop, modes: [...(laptop.modes ?? []), { width: 1920, height: 1080, frameRates: [15] }] },
  ]);
  const tracks = [
    await take(exactly(1280, 720, 30)),
    await take(exactly(320, 180)),
    await take(exactly(240, 240, 10)),
  ];
  const videos = tracks.map((track) => play(new MediaStream([track])));
  const seen = await Promise.all(
    tracks.map((track, i) => {
      const video = videos[i];
      if (!video) throw new Error("There is no element.");
      return shown(video, track, 4);
    }),
  );
  const refused = await take(exactly(1920, 1080)).catch((error: unknown) => error);
  const kept = tracks.map(told);
  const open = host.openSources;
  videos.forEach(remove);
  for (const track of tracks) track.stop();
  return { seen, refused: (refused as Error).name, kept, open };
}

/** Two cameras at once, of which one is pulled out. */
export async function two() {
  const { host, take } = await begin([laptop, small]);
  const one = await take({ width: { min: 640 } });
  const other = await take({ height: { max: 120 }, width: { max: 160 }, frameRate: { exact: 60 } });
  const videos = [one, other].map((track) => play(new MediaStream([track])));
  const [first, second] = videos;
  if (!first || !second) throw new Error("There are no elements.");
  const seen = await Promise.all([shown(first, one, 3), shown(second, other, 3)]);
  const { openSources } = host;
  await eventAfter(one, "ended", () => host.unplug("laptop"));
  const labels = [one.label, other.label];
  const states = [one.readyState, other.readyState];
  const numbers = await numbersOn(second, 2);
  videos.forEach(remove);
  other.stop();
  return { seen, openSources, labels, states, numbers };
}

/** How many pictures a second a small camera takes at 60 frames per second, by the numbers of those that are shown. */
export async function fast() {
  const { take } = await begin([small]);
  const track = await take({ frameRate: { exact: 60 } });
  const video = play(new MediaStream([track]));
  const [first = 0] = await numbersOn(video, 1);
  const from = performance.now();
  let last = first;
  while (performance.now() - from < 1500) {
    await nextFrame(video);
    last = (await numbersOn(video, 1))[0] ?? last;
  }
  const rate = ((last - first) * 1000) / (performance.now() - from);
  const settings = told(track);
  remove(video);
  track.stop();
  return { rate, settings };
}
