/** How playback of a stream ends and goes on. Each function tells what is to be the same in all browsers, when repaired. */
import {
  camera,
  cleanly,
  comesAbout,
  count,
  element,
  eventsOf,
  fateOf,
  picture,
  pictureChanges,
  playing,
  sound,
  until,
  wait,
} from "./tools.js";
import { trackStopped } from "./repairs.js";

/** The end of an element that played, or was paused, with `loop` or without: what is told, in which order, and when. */
async function end(isPaused: boolean, track: MediaStreamTrack, loop: boolean): Promise<unknown> {
  const { element: video } = await playing("video", track);
  video.loop = loop;
  if (isPaused) video.pause();
  const ends = count(video, "ended");
  await wait(100);
  const events = eventsOf(video);
  const before = video.currentTime;
  track.stop();
  const isEndedAtOnce = video.ended;
  await until(() => ends() > 0, "the end");
  const { currentTime } = video;
  await wait(300);
  return {
    isEndedAtOnce,
    events: events(),
    stands: video.currentTime === currentTime && currentTime - before < 0.3,
    ended: video.ended,
    paused: video.paused,
  };
}

/** Of an element that played. */
export function endOfPlaying(): Promise<unknown> {
  return cleanly(() => end(false, picture(), false));
}

/** Of one that was paused. */
export function endOfPaused(): Promise<unknown> {
  return cleanly(() => end(true, picture(), false));
}

/** Of one that is to loop. */
export function endOfLoop(): Promise<unknown> {
  return cleanly(() => end(false, picture(), true));
}

/** Of one with a camera's track. */
export function endOfCamera(): Promise<unknown> {
  return cleanly(async () => end(false, await camera(), false));
}

/** Of an audio element with a microphone's track. */
export function endOfSound(): Promise<unknown> {
  return cleanly(async () => {
    const track = await sound();
    const { element: audio } = await playing("audio", track);
    const events = eventsOf(audio);
    track.stop();
    await until(() => audio.ended, "the end");
    await wait(100);
    return { events: events(), duration: audio.duration === audio.currentTime };
  });
}

/** An element that has ended for lack of tracks, and gets one again. */
export function removalAndReturn(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const { element: video, stream } = await playing("video", track);
    stream.removeTrack(track);
    await until(() => video.ended, "the end");
    const { currentTime } = video;
    stream.addTrack(track);
    await wait(300);
    const isStillEnded = video.ended && video.paused && video.currentTime === currentTime;
    const events = eventsOf(video);
    await video.play();
    const { ended, paused, duration } = video;
    await until(() => video.currentTime > currentTime + 0.1, "playing on");
    return {
      isStillEnded,
      ended,
      paused,
      isEndless: duration === Infinity,
      changes: await pictureChanges(video),
      // Firefox tells nothing of the duration, as HTML has it to be told when it becomes known.
      events: events().filter((type) => type !== "durationchange"),
    };
  });
}

/** A stream whose track is exchanged for another in one go. */
export function exchange(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const { element: video, stream } = await playing("video", track);
    stream.removeTrack(track);
    stream.addTrack(picture());
    await comesAbout(() => video.ended);
    return { ended: video.ended, changes: await pictureChanges(video) };
  });
}

/** An exchange in the other order. */
export function overlap(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture(64, 48);
    const { element: video, stream } = await playing("video", track);
    stream.addTrack(picture(32, 24));
    track.stop();
    stream.removeTrack(track);
    await comesAbout(() => video.ended);
    return { ended: video.ended, paused: video.paused };
  });
}

/** `play()` of an element that waits for its stream, and what becomes of the promise. */
export function waiting(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const { element: video, stream } = await playing("video", track);
    track.stop();
    await until(() => video.ended, "the end");
    const { currentTime } = video;
    const events = eventsOf(video);
    const [first, second] = [fateOf(video.play()), fateOf(video.play())];
    await until(() => events().includes("waiting"), "waiting");
    const { paused } = video;
    stream.addTrack(picture());
    await until(() => first() !== "pending" && second() !== "pending", "an answer");
    return {
      paused,
      fates: [first(), second()],
      goesOn: await comesAbout(() => video.currentTime > currentTime),
    };
  });
}

/** `pause()`, and a new load, of an element that waits. */
export function givingUp(): Promise<unknown> {
  return cleanly(async () => {
    const fates: string[] = [];
    const acts: ((video: HTMLVideoElement) => void)[] = [
      (video) => {
        video.pause();
      },
      (video) => {
        video.srcObject = null;
      },
      (video) => {
        video.load();
      },
    ];
    for (const act of acts) {
      const track = picture();
      const { element: video } = await playing("video", track);
      track.stop();
      await until(() => video.ended, "the end");
      const fate = fateOf(video.play());
      act(video);
      await until(() => fate() !== "pending", "an answer");
      fates.push(`${fate()} ${video.paused ? "paused" : "playing"}`);
    }
    return fates;
  });
}

/** An element with `autoplay` whose stream becomes active again. */
export function autoplay(): Promise<unknown> {
  return cleanly(async () => {
    const video = element("video");
    video.autoplay = true;
    const stream = new MediaStream();
    video.srcObject = stream;
    const ends = count(video, "ended");
    const rounds: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      const track = picture();
      stream.addTrack(track);
      await until(() => !video.paused && video.currentTime > 0.1 && !video.ended, "playing");
      const before = video.currentTime;
      await until(() => video.currentTime > before + 0.1, "time");
      const changes = await pictureChanges(video);
      track.stop();
      await until(() => ends() === i + 1, "the end");
      rounds.push({ changes, paused: video.paused, ended: video.ended });
    }
    return rounds;
  });
}

/** A stream that is inactive when an element gets it, and becomes active. */
export function lateStream(): Promise<unknown> {
  return cleanly(async () => {
    const gone = picture();
    gone.stop();
    const stream = new MediaStream([gone]);
    const video = element("video");
    const events = eventsOf(video);
    video.srcObject = stream;
    const isItself = video.srcObject === stream;
    const playedTo = video.play();
    await wait(200);
    const { readyState, duration, currentTime, ended, paused } = video;
    stream.addTrack(picture());
    await playedTo;
    await until(() => video.currentTime > 0.1, "playing");
    const told = events();
    return {
      before: {
        readyState,
        isUnknown: Number.isNaN(duration) || duration === Infinity,
        currentTime,
        ended,
        paused,
      },
      isItself: isItself && video.srcObject === stream,
      changes: await pictureChanges(video),
      once: ["loadstart", "loadedmetadata", "play", "playing", "emptied"].map(
        (type) => told.filter((other) => other === type).length,
      ),
    };
  });
}

/** A track that is stopped before there is any data of it. */
export function stoppedAtOnce(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const stream = new MediaStream([track]);
    const video = element("video");
    const events = eventsOf(video);
    video.srcObject = stream;
    const fate = fateOf(video.play());
    track.stop();
    await wait(500);
    const told = events().filter((type) => ["play", "waiting", "loadstart", "loadedmetadata"].includes(type));
    const before = {
      fate: fate(),
      ended: video.ended,
      readyState: video.readyState,
      currentTime: video.currentTime,
    };
    stream.addTrack(picture());
    await until(() => fate() !== "pending", "an answer");
    // By the letter playback has ended, as the stream was inactive since play(); Firefox plays.
    await video.play();
    await until(() => video.currentTime > 0.1, "playing");
    return { told, before, isKnown: events().includes("loadedmetadata"), paused: video.paused };
  });
}

/** Tracks of a document that has gone: their end is told by no event in Chromium and WebKit. */
export function goneDocument(): Promise<unknown> {
  return cleanly(async () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const devices = frame.contentWindow?.navigator.mediaDevices;
    if (!devices) throw new Error("The frame has no media devices.");
    const ask = (): Promise<MediaStream> => devices.getUserMedia({ video: true });
    // Chromium, once in a while, finds no camera while the process that had it goes away for want of use.
    const [track] = (await ask().catch(ask)).getTracks();
    if (!track) throw new Error("There is no track.");
    const { element: video } = await playing("video", track);
    const ends = count(video, "ended");
    frame.remove();
    await until(() => ends() > 0, "the end");
    return { state: track.readyState, ended: video.ended, paused: video.paused };
  });
}

/** What trackStopped() does, where nothing else tells of a track's end: an audio element that is paused. */
export function toldOfTrack(): Promise<unknown> {
  return cleanly(async () => {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    // That of another window is not replaced.
    const { MediaStreamTrack: Track } = frame.contentWindow as Window & typeof globalThis;
    const stop = Reflect.get<MediaStreamTrack, "stop">(Track.prototype, "stop");
    const track = await sound();
    const { element: audio } = await playing("audio", track, picture());
    audio.pause();
    await wait(100);
    const ends = count(audio, "ended");
    Reflect.apply(stop, track, []);
    trackStopped(track);
    await until(() => ends() > 0, "the end");
    frame.remove();
    return { ended: audio.ended, events: ends() };
  });
}

/** Black pictures and silence are played like others: time passes. */
export function disabled(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const { element: video } = await playing("video", track);
    track.enabled = false;
    const before = video.currentTime;
    await until(() => video.currentTime > before + 0.2, "time");
    return { ended: video.ended, paused: video.paused };
  });
}
