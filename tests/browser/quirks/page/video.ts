/** How browsers treat cameras. */
import { exactly, observing, outcome, shown, told } from "./tools.js";

const HD = exactly(1280, 720);
const VGA = exactly(640, 480);

/** Another mode than that of a live track, for a second track and for one of two. */
export function modeOfTwo(): Promise<unknown> {
  return observing(async (open) => {
    const track = await open({ video: VGA });
    const { deviceId = "" } = track.getSettings();
    const second = await outcome(open({ video: { ...HD, deviceId: { exact: deviceId } } }));
    const clone = track.clone();
    const applied = await outcome(track.applyConstraints(HD));
    clone.stop();
    return { second, applied };
  });
}

/** The size for ideals of one shape and a ratio that has to be met. */
export function nearestSize(): Promise<unknown> {
  return observing(async (open) =>
    told(await open({ video: { width: 400, height: 300, aspectRatio: { exact: 1 } } })),
  );
}

/** A ratio that has to be met, and whether the browser knows such a constraint. */
export function aspectRatio(): Promise<unknown> {
  return observing(async (open) => {
    const { aspectRatio: isKnown = false } = navigator.mediaDevices.getSupportedConstraints();
    return { isKnown, shape: shapeOf(await open({ video: { aspectRatio: { exact: 1 } } })) };
  });
}

function shapeOf(track: MediaStreamTrack): string {
  const { width, height } = track.getSettings();
  return width === height ? "square" : "oblong";
}

/** Another size that is applied to a track. */
export function appliedSize(): Promise<unknown> {
  return observing(async (open) => {
    const track = await open({ video: VGA });
    const applied = await outcome(track.applyConstraints(exactly(300, 300)));
    return { applied, told: told(track), delivered: (await shown(track)).size };
  });
}

/** A native size that has to be met. */
export function nativeSize(): Promise<unknown> {
  return observing(async (open) => {
    const constraints = { ...HD, resizeMode: { exact: "none" } };
    return { told: told(await open({ video: constraints })) };
  });
}

/** How wide what is round is, in relation to its height, in the camera's own shape and in another. */
export function roundness(): Promise<unknown> {
  return observing(async (open) => {
    const track = await open({ video: HD });
    const own = ratioOfDisc((await shown(track)).picture);
    track.stop();
    const square = ratioOfDisc((await shown(await open({ video: exactly(500, 500) }))).picture);
    return { own: tenths(own), square: tenths(square) };
  });
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}

/** The disc of the fake camera's picture is the only thing in its part of it. */
function ratioOfDisc({ data, width, height }: ImageData): number {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = Math.round(0.05 * height); y < 0.6 * height; y++) {
    for (let x = Math.round(0.5 * width); x < 0.97 * width; x++) {
      if ((data[4 * (y * width + x)] ?? 0) < 100) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  const extent = (values: number[]): number =>
    values.reduce((most, value) => Math.max(most, value), 0) -
    values.reduce((least, value) => Math.min(least, value), Infinity) +
    1;
  return extent(xs) / extent(ys);
}

/** The size that a track tells and the one it delivers. */
export function toldSize(): Promise<unknown> {
  return observing(async (open) => {
    const track = await open({ video: exactly(320, 240) });
    return { told: told(track), delivered: (await shown(track)).size };
  });
}

/** A rate that has to be met. */
export function frameRate(): Promise<unknown> {
  return observing(async (open) => {
    const track = await open({ video: { ...VGA, frameRate: { exact: 7 } } });
    return track.getSettings().frameRate;
  });
}

/** Whether the browser knows resizeMode. */
export function resizeMode(): Promise<unknown> {
  return observing(async (open) => {
    const supported = navigator.mediaDevices.getSupportedConstraints() as Record<string, boolean>;
    const settings = (await open({ video: VGA })).getSettings() as Record<string, unknown>;
    return { isKnown: supported["resizeMode"] === true, isTold: "resizeMode" in settings };
  });
}

/** What a track delivers after a clone of it was told to deliver something else. */
export function original(): Promise<unknown> {
  return observing(async (open) => {
    const track = await open({ video: VGA });
    const clone = track.clone();
    await clone.applyConstraints(exactly(320, 240));
    const seen = { original: (await shown(track)).size, clone: (await shown(clone)).size };
    clone.stop();
    return seen;
  });
}
