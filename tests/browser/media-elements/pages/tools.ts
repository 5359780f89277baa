/** Streams and elements for tests, and waiting. */

const stops: (() => void)[] = [];

/** A video track with a picture that changes all the time. */
export function picture(width = 64, height = 48): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  // WebKit's canvases put out pictures only where they are in a document.
  document.body.append(canvas);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("There is no 2d context.");
  let turn = 0;
  const draw = (): void => {
    turn += 1;
    context.fillStyle = `hsl(${(turn * 40) % 360} 90% 50%)`;
    context.fillRect(0, 0, width, height);
  };
  draw();
  const timer = setInterval(draw, 30);
  const track = only(canvas.captureStream(30).getVideoTracks());
  stops.push(() => {
    clearInterval(timer);
    canvas.remove();
    track.stop();
  });
  return track;
}

/** A track of the default microphone. */
export async function sound(): Promise<MediaStreamTrack> {
  return ofHardware({ audio: true });
}

/** A track of the default camera. */
export async function camera(): Promise<MediaStreamTrack> {
  return ofHardware({ video: { width: 640, height: 480 } });
}

async function ofHardware(constraints: MediaStreamConstraints): Promise<MediaStreamTrack> {
  const track = only((await navigator.mediaDevices.getUserMedia(constraints)).getTracks());
  stops.push(() => {
    track.stop();
  });
  return track;
}

function only(tracks: readonly MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (!track || tracks.length !== 1) throw new Error(`There are ${tracks.length} tracks in place of one.`);
  return track;
}

/** A muted element in the document, which has no stream yet. */
export function element<K extends "audio" | "video">(kind: K): HTMLElementTagNameMap[K] {
  const made = document.createElement(kind);
  made.muted = true;
  document.body.append(made);
  stops.push(() => {
    made.srcObject = null;
    made.remove();
  });
  return made;
}

/** An element that plays a stream of these tracks, and has done so for a moment. */
export async function playing<K extends "audio" | "video">(
  kind: K,
  ...tracks: MediaStreamTrack[]
): Promise<{ element: HTMLElementTagNameMap[K]; stream: MediaStream }> {
  const made = element(kind);
  const stream = new MediaStream(tracks);
  made.srcObject = stream;
  await made.play();
  await until(() => made.currentTime > 0.2, "playing");
  return { element: made, stream };
}

/** Runs a test's steps, and then lets go of everything that was made for it. */
export async function cleanly<T>(steps: () => Promise<T>): Promise<T> {
  try {
    return await steps();
  } finally {
    for (const stop of stops.splice(0).reverse()) stop();
  }
}

/** Resolves after so many milliseconds: for what is not to happen, which nothing tells of. */
export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Waits until something is so; where it never is, fails and says what was waited for. */
export async function until(isSo: () => boolean, what: string, limit = 15_000): Promise<void> {
  const end = performance.now() + limit;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`"${what}" has not come about in ${limit} ms.`);
    await wait(10);
  }
}

/** Whether something comes about in time in which it would if it were to. */
export async function comesAbout(isSo: () => boolean, limit = 1500): Promise<boolean> {
  const end = performance.now() + limit;
  while (!isSo()) {
    if (performance.now() >= end) return false;
    await wait(10);
  }
  return true;
}

/** How often an event has been fired on an element. */
export function count(target: EventTarget, type: string): () => number {
  let number = 0;
  target.addEventListener(type, () => {
    number += 1;
  });
  return () => number;
}

const types = [
  ...["loadstart", "abort", "emptied", "durationchange", "resize", "loadedmetadata", "loadeddata", "canplay"],
  ...["canplaythrough", "play", "playing", "waiting", "pause", "ended", "seeking", "seeked", "ratechange"],
];

/** The events on an element, without those that come again and again; calling it takes them. */
export function eventsOf(target: EventTarget): () => string[] {
  let events: string[] = [];
  for (const type of types) target.addEventListener(type, () => void events.push(type));
  return () => {
    const taken = events;
    events = [];
    return taken;
  };
}

/** What has become of a promise so far: "pending", "fulfilled", or the name of what it was rejected with. */
export function fateOf(promise: Promise<unknown>): () => string {
  let fate = "pending";
  promise.then(
    () => {
      fate = "fulfilled";
    },
    (error: unknown) => {
      fate = error instanceof Error || error instanceof DOMException ? error.name : String(error);
    },
  );
  return () => fate;
}

/** Whether the picture that an element shows changes again and again: one may come late. */
export function pictureChanges(video: HTMLVideoElement): Promise<boolean> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("There is no 2d context.");
  const look = (): string => {
    context.clearRect(0, 0, 8, 8);
    context.drawImage(video, 0, 0, 8, 8);
    return context.getImageData(4, 4, 1, 1).data.join();
  };
  const seen = new Set([look()]);
  return comesAbout(() => seen.add(look()).size > 2);
}
