/** Repairs that are undone, and what is left of them. */
import { repair } from "./repairs.js";
import { cleanly, comesAbout, count, element, eventsOf, fateOf, picture, playing, until } from "./tools.js";

/** How many listeners of elements, streams and tracks there were most, and are left when repairs are undone. */
export function listeners(): Promise<unknown> {
  return cleanly(async () => {
    const add = Reflect.get<EventTarget, "addEventListener">(EventTarget.prototype, "addEventListener");
    const remove = Reflect.get<EventTarget, "removeEventListener">(
      EventTarget.prototype,
      "removeEventListener",
    );
    const found = new Map<EventTarget, Set<unknown>>();
    const key = (type: unknown, listener: unknown): string => `${String(type)} ${identity(listener)}`;
    const identities = new Map<unknown, number>();
    const identity = (listener: unknown): number => {
      const number = identities.get(listener) ?? identities.size;
      identities.set(listener, number);
      return number;
    };
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...values: Parameters<typeof add>) {
      found.set(this, (found.get(this) ?? new Set()).add(key(values[0], values[1])));
      Reflect.apply(add, this, values);
    };
    EventTarget.prototype.removeEventListener = function (
      this: EventTarget,
      ...values: Parameters<typeof remove>
    ) {
      found.get(this)?.delete(key(values[0], values[1]));
      Reflect.apply(remove, this, values);
    };
    const left = (): number => [...found.values()].reduce((sum, { size }) => sum + size, 0);
    try {
      const undo = repair();
      const videos: HTMLVideoElement[] = [];
      const tracks: MediaStreamTrack[] = [];
      for (let i = 0; i < 3; i++) {
        const track = picture();
        tracks.push(track);
        videos.push((await playing("video", track)).element);
      }
      // One goes on, one has ended, one has another stream.
      tracks[1]?.stop();
      const last = videos[2];
      if (last) last.srcObject = new MediaStream([picture()]);
      await until(() => videos[1]?.ended === true, "the end");
      const most = left();
      undo();
      return { hadSome: most > 0, left: left() };
    } finally {
      EventTarget.prototype.addEventListener = add;
      EventTarget.prototype.removeEventListener = remove;
    }
  });
}

/** Elements that play, have ended, or wait when repairs are undone. */
export function elements(): Promise<unknown> {
  return cleanly(async () => {
    const undo = repair();
    const tracks = [picture(), picture(), picture()];
    const parts = await Promise.all(tracks.map((track) => playing("video", track)));
    const [plays, ended, waits] = parts.map((part) => part.element);
    if (!plays || !ended || !waits) throw new Error("There are not enough.");
    tracks[1]?.stop();
    tracks[2]?.stop();
    await until(() => ended.ended && waits.ended, "the end");
    const fate = fateOf(waits.play());
    const streams = parts.map(({ element: video, stream }) => video.srcObject === stream);
    undo();
    const same = parts.map(({ element: video, stream }) => video.srcObject === stream);
    await until(() => !plays.paused && plays.currentTime > 0.1, "playing");
    const ends = count(plays, "ended");
    parts[2]?.stream.addTrack(picture());
    await until(() => fate() !== "pending", "an answer");
    return { streams, same, paused: [plays.paused, ended.paused], ends: ends() };
  });
}

/** What an element does, as the browser has it, when repairs were made and undone, three times. */
export function behaviour(): Promise<unknown> {
  return cleanly(async () => {
    for (let i = 0; i < 3; i++) repair()();
    const video = element("video");
    const events = eventsOf(video);
    const track = picture();
    video.srcObject = new MediaStream([track]);
    video.currentTime = 5;
    const { currentTime, played } = video;
    await video.play();
    await until(() => events().includes("playing"), "playing");
    track.stop();
    return { currentTime, played: played.length, ended: await comesAbout(() => video.ended) };
  });
}

/** How many elements and streams are kept that nothing but repairs could keep; tracks and some streams live on. */
export function kept(): Promise<unknown> {
  return cleanly(async () => {
    const undo = repair();
    const live: unknown[] = [];
    const dropped = { ended: [], released: [], streams: [] } as Record<string, WeakRef<object>[]>;
    const drop = (list: string, object: object): void => void dropped[list]?.push(new WeakRef(object));
    const make = async (): Promise<void> => {
      const [gone, other] = [picture(), picture()];
      const video = document.createElement("video");
      const stream = new MediaStream([gone]);
      video.muted = true;
      video.srcObject = stream;
      await video.play();
      gone.stop();
      await until(() => video.ended, "the end");
      // In Chromium tracks keep the streams that they are in.
      stream.addTrack(other);
      for (const track of stream.getTracks()) stream.removeTrack(track);
      drop("ended", video);
      drop("streams", stream);
      const released = document.createElement("video");
      const kept = new MediaStream([other]);
      released.srcObject = kept;
      released.srcObject = null;
      drop("released", released);
      live.push(kept);
    };
    for (let i = 0; i < 10; i++) await make();
    const collect = (globalThis as { gc?: () => void }).gc;
    if (!collect) throw new Error("The browser must be launched with --js-flags=--expose-gc.");
    const left = (): [string, number][] =>
      Object.entries(dropped).map(([list, references]) => [
        list,
        references.filter((reference) => reference.deref()).length,
      ]);
    await comesAbout(() => {
      collect();
      return left().every(([, number]) => number === 0);
    }, 10_000);
    const result = { ...Object.fromEntries(left()), live: live.length };
    undo();
    return result;
  });
}
