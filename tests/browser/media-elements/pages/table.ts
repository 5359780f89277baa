/** The table of Media Capture and Streams, 6, row by row. */
import {
  camera,
  cleanly,
  comesAbout,
  element,
  eventsOf,
  picture,
  playing,
  sound,
  until,
  wait,
} from "./tools.js";

/** The name of what a function throws. */
function thrown(run: () => unknown): string {
  try {
    run();
    return "nothing";
  } catch (error) {
    return (error as Error).name;
  }
}

/** What an element reads, and what it reads when all that can be set has been set, while it plays hardware. */
export function rows(): Promise<unknown> {
  return cleanly(async () => {
    const { element: video } = await playing("video", await camera(), await sound());
    const events = eventsOf(video);
    const read = (): unknown => {
      const { preload, buffered, seeking, defaultPlaybackRate, playbackRate, played, seekable } = video;
      return {
        ...{ preload, seeking, defaultPlaybackRate, playbackRate },
        buffered: buffered.length,
        seekable: seekable.length,
        played: [played.length, played.start(0), Math.abs(played.end(0) - video.currentTime) < 0.1],
      };
    };
    const before = read();
    const { currentTime } = video;
    video.preload = "auto";
    video.currentTime = 1000;
    video.defaultPlaybackRate = 4;
    video.playbackRate = 0.5;
    video.loop = true;
    if ("fastSeek" in video) video.fastSeek(500);
    const isIgnored = video.currentTime < 500 && !video.seeking;
    await until(() => video.currentTime > currentTime + 0.2, "time");
    return {
      before,
      isSame: JSON.stringify(read()) === JSON.stringify(before),
      isIgnored: isIgnored && video.currentTime < 500,
      loop: video.loop,
      duration: String(video.duration),
      readyState: video.readyState,
      // What tells that there is data may be late.
      events: events().filter((type) => !type.startsWith("canplay")),
    };
  });
}

/** What is refused as WebIDL has it. */
export function conversions(): Promise<unknown> {
  return cleanly(async () => {
    const { element: video } = await playing("video", picture());
    const set = (key: "currentTime" | "playbackRate" | "defaultPlaybackRate", value: unknown): string =>
      thrown(() => Reflect.set(video, key, value));
    return {
      currentTime: [set("currentTime", "x"), set("currentTime", undefined), set("currentTime", "3")],
      playbackRate: [set("playbackRate", NaN), set("playbackRate", 2)],
      defaultPlaybackRate: [set("defaultPlaybackRate", Infinity), set("defaultPlaybackRate", -1)],
      fastSeek: "fastSeek" in video ? thrown(() => video.fastSeek(NaN)) : "TypeError",
      played: [
        thrown(() => video.played.start(1)),
        thrown(() => (video.played as unknown as { end(): unknown }).end()),
      ],
      isOfBrowser: video.played instanceof TimeRanges && video.seekable instanceof TimeRanges,
      srcObject: thrown(() => Reflect.set(video, "srcObject", {})),
      receiver: ["currentTime", "played", "paused", "srcObject"].map((key) =>
        thrown(() => Reflect.get(HTMLMediaElement.prototype, key) as unknown),
      ),
    };
  });
}

/** What an element has before a stream, with it, and after it. */
export function resumption(): Promise<unknown> {
  return cleanly(async () => {
    const video = element("video");
    video.defaultPlaybackRate = video.playbackRate = 2;
    video.preload = "metadata";
    await wait(50);
    const events = eventsOf(video);
    const read = (): unknown => {
      const { defaultPlaybackRate, playbackRate, preload, currentTime, srcObject } = video;
      return {
        defaultPlaybackRate,
        playbackRate,
        preload,
        hasTime: currentTime > 0,
        hasStream: srcObject !== null,
      };
    };
    video.srcObject = new MediaStream([picture()]);
    await video.play();
    await until(() => video.currentTime > 0.1, "playing");
    const during = read();
    const told = events().includes("ratechange");
    video.srcObject = null;
    await until(() => video.networkState === HTMLMediaElement.NETWORK_EMPTY, "emptiness");
    const { duration, played, seekable, ended, paused } = video;
    return {
      during,
      told,
      after: read(),
      bare: [String(duration), played.length, seekable.length, ended, paused, video.videoWidth],
    };
  });
}

/** Timelines: at first, when paused, and for the same stream again. */
export function timeline(): Promise<unknown> {
  return cleanly(async () => {
    const { element: video, stream } = await playing("video", picture());
    const other = await playing("video", picture());
    const since = video.currentTime - other.element.currentTime;
    await until(() => other.element.currentTime > 1.2, "time");
    const isReal = Math.abs(video.currentTime - other.element.currentTime - since) < 0.4;
    video.pause();
    await until(() => video.paused, "pausing");
    const { currentTime } = video;
    await wait(200);
    const stands = video.currentTime === currentTime;
    video.srcObject = stream;
    const again = [video.currentTime, video.paused, video.srcObject === stream];
    await video.play();
    return { isReal, stands, again, begins: await comesAbout(() => video.currentTime > 0.1) };
  });
}

/** A sound file of so many seconds of silence. */
function silence(seconds: number): string {
  const rate = 8000;
  const view = new DataView(new ArrayBuffer(44 + seconds * rate));
  const text = (offset: number, letters: string): void => {
    for (let i = 0; i < letters.length; i++) view.setUint8(offset + i, letters.charCodeAt(i));
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + seconds * rate, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, seconds * rate, true);
  for (let i = 44; i < view.byteLength; i++) view.setUint8(i, 128);
  return URL.createObjectURL(new Blob([view.buffer], { type: "audio/wav" }));
}

/** An element that plays no stream but a file, before it gets a stream and afterwards. */
export function files(): Promise<unknown> {
  return cleanly(async () => {
    const audio = element("audio");
    const look = async (): Promise<unknown> => {
      audio.src = silence(2);
      await until(() => audio.readyState >= HTMLMediaElement.HAVE_METADATA, "metadata");
      const events = eventsOf(audio);
      audio.playbackRate = 1.5;
      audio.currentTime = 1;
      await until(() => events().includes("seeked"), "seeking");
      const { currentTime, duration, playbackRate, seekable, played } = audio;
      audio.playbackRate = 1;
      return { currentTime, duration, playbackRate, seekable: seekable.length, played: played.length };
    };
    const before = await look();
    audio.srcObject = new MediaStream([await sound()]);
    const during = [audio.currentTime, audio.playbackRate, audio.getAttribute("src") !== null];
    audio.srcObject = null;
    return { before, during, after: await look() };
  });
}
