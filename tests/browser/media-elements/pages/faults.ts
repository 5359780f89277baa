/**
 * What a browser's media elements do with streams. Each function tells of one thing; what is right, and what browsers do
 * by themselves, is in ../departures.ts.
 */
import {
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

/** What an element with video does when its stream becomes inactive. */
export function inactive(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const { element: video } = await playing("video", track);
    const ends = count(video, "ended");
    track.stop();
    const isTold = await comesAbout(() => ends() > 0);
    const { ended, paused } = video;
    return { isTold, ended, paused };
  });
}

/** What an audio element does when its stream becomes inaudible, and is still active. */
export function inaudible(): Promise<unknown> {
  return cleanly(async () => {
    const track = await sound();
    const { element: audio } = await playing("audio", track, picture());
    const ends = count(audio, "ended");
    track.stop();
    const isTold = await comesAbout(() => ends() > 0);
    const { ended, paused } = audio;
    return { isTold, ended, paused };
  });
}

/** What an element that has ended is like. */
export function endState(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const { element: video } = await playing("video", track);
    track.stop();
    await comesAbout(() => video.ended && video.paused);
    const { readyState, duration, currentTime, videoWidth, videoHeight } = video;
    return { readyState, isFinite: duration === currentTime, size: `${videoWidth}x${videoHeight}` };
  });
}

/** What `play()` does where there is nothing to play, and whether time passes. */
export function playAfterEnd(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    const { element: video } = await playing("video", track);
    track.stop();
    await comesAbout(() => video.ended && video.paused);
    const fate = fateOf(video.play());
    const before = video.currentTime;
    const passes = await comesAbout(() => video.currentTime > before + 0.1);
    return { fate: fate(), passes };
  });
}

/** How often an element ends whose stream becomes inactive twice. */
export function twoEnds(): Promise<unknown> {
  return cleanly(async () => {
    const [first, second] = [picture(), picture()];
    const { element: video, stream } = await playing("video", first);
    const ends = count(video, "ended");
    first.stop();
    await comesAbout(() => ends() === 1);
    stream.addTrack(second);
    await video.play();
    const before = video.currentTime;
    await until(() => video.currentTime > before + 0.1, "playing on");
    second.stop();
    await comesAbout(() => ends() === 2);
    return { ends: ends(), paused: video.paused };
  });
}

/** Whether there is a picture of a track that is added when the stream was inactive. */
export function pictureAfterEnd(): Promise<unknown> {
  return cleanly(async () => {
    const first = picture();
    const { element: video, stream } = await playing("video", first);
    first.stop();
    await comesAbout(() => video.ended && video.paused);
    stream.addTrack(picture());
    await video.play();
    return pictureChanges(video);
  });
}

/** Whether there is a picture of a track when another before it has ended. */
export function pictureBehind(): Promise<unknown> {
  return cleanly(async () => {
    const [first, second] = [picture(64, 48), picture(32, 24)];
    const video = element("video");
    video.srcObject = new MediaStream([first, second]);
    await video.play().catch(() => undefined);
    first.stop();
    await comesAbout(() => video.videoWidth === 32);
    return pictureChanges(video);
  });
}

/** What an element does with a stream that is inactive when it gets it. */
export function neverActive(): Promise<unknown> {
  return cleanly(async () => {
    const track = picture();
    track.stop();
    const video = element("video");
    video.srcObject = new MediaStream([track]);
    const fate = fateOf(video.play());
    await comesAbout(() => video.currentTime > 0.1);
    const { ended, currentTime } = video;
    return { fate: fate(), ended, passes: currentTime > 0 };
  });
}

/** The timeline of an element that was paused. */
export function pausedTimeline(): Promise<unknown> {
  return cleanly(async () => {
    const { element: video } = await playing("video", picture());
    video.pause();
    await until(() => video.paused, "pausing");
    const before = video.currentTime;
    await wait(1000);
    const stands = video.currentTime === before;
    await video.play();
    return { stands, jumps: video.currentTime > before + 0.8 };
  });
}

/** Whether any of some elements begins to play that nobody has told to: it depends on who is first in the browser. */
export function start(): Promise<unknown> {
  return cleanly(async () => {
    const plays: (() => number)[] = [];
    let starts = false;
    for (let i = 0; i < 8 && !starts; i++) {
      const video = element("video");
      plays.push(count(video, "play"));
      video.srcObject = new MediaStream([picture()]);
      await until(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA, "data");
      starts = await comesAbout(() => !video.paused, 500);
    }
    const isTold = await comesAbout(() => plays.some((number) => number() > 0), 500);
    return { starts, isTold };
  });
}

/** Whether a paused element shows what comes. */
export function pausedPicture(): Promise<unknown> {
  return cleanly(async () => {
    const first = picture();
    const { element: video, stream } = await playing("video", first);
    video.pause();
    stream.removeTrack(first);
    stream.addTrack(picture());
    return pictureChanges(video);
  });
}

/** What an element that plays a stream has for its `readyState`. */
export function data(): Promise<unknown> {
  return cleanly(async () => {
    const { element: video } = await playing("video", picture());
    return video.readyState;
  });
}

/** Whether any of some elements fails that are given streams with two video tracks. */
export function secondPicture(): Promise<unknown> {
  return cleanly(async () => {
    let errors = 0;
    for (let i = 0; i < 6 && errors === 0; i++) {
      const video = element("video");
      video.addEventListener("error", () => {
        errors += 1;
      });
      video.srcObject = new MediaStream([picture(), picture(32, 24)]);
      video.play().catch(() => undefined);
      await comesAbout(() => errors > 0 || video.currentTime > 0.5);
    }
    return errors > 0;
  });
}

/** `played` before anything has been played. */
export function playedAtFirst(): Promise<unknown> {
  return cleanly(async () => {
    const video = element("video");
    video.srcObject = new MediaStream([picture()]);
    await until(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA, "data");
    return video.played.length;
  });
}

/** `played` of an element that plays by `autoplay`. */
export function playedByAutoplay(): Promise<unknown> {
  return cleanly(async () => {
    const video = element("video");
    video.autoplay = true;
    video.srcObject = new MediaStream([picture()]);
    await until(() => video.currentTime > 0.2, "playing");
    return video.played.length;
  });
}

/** What `currentTime` reads that was set before the element had its stream. */
export function positionBefore(): Promise<unknown> {
  return cleanly(async () => {
    const video = element("video");
    video.currentTime = 5;
    video.srcObject = new MediaStream([picture()]);
    return Promise.resolve(video.currentTime);
  });
}

/** What `currentTime` reads that is set before the element has data. */
export function positionAtFirst(): Promise<unknown> {
  return cleanly(async () => {
    const video = element("video");
    video.srcObject = new MediaStream([picture()]);
    video.currentTime = 5;
    return Promise.resolve(video.currentTime);
  });
}

/** What setting `currentTime` does while the element plays, and `fastSeek()` where there is one. */
export function seeks(): Promise<unknown> {
  return cleanly(async () => {
    const { element: video } = await playing("video", picture());
    const events = eventsOf(video);
    const results: unknown[] = [];
    for (const seek of [
      () => {
        video.currentTime = 50;
      },
      () => {
        if ("fastSeek" in video) video.fastSeek(80);
      },
    ]) {
      seek();
      const { currentTime: before, seeking } = video;
      const passes = await comesAbout(() => video.currentTime > before);
      results.push({ moves: before > 40, seeking, passes });
    }
    return { results, isTold: events().includes("seeking") };
  });
}

/** What an element has for `seekable` and `buffered` that plays a stream. */
export function ranges(): Promise<unknown> {
  return cleanly(async () => {
    const { element: video } = await playing("video", picture());
    return { seekable: video.seekable.length, buffered: video.buffered.length };
  });
}

/** What rates and `preload` read that are set before the element has data, and what is told of that. */
export function rates(): Promise<unknown> {
  return cleanly(async () => {
    const video = element("video");
    const events = eventsOf(video);
    video.srcObject = new MediaStream([picture()]);
    video.playbackRate = 2;
    video.defaultPlaybackRate = 3;
    video.preload = "metadata";
    const { playbackRate, defaultPlaybackRate, preload } = video;
    await until(() => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA, "data");
    return { playbackRate, defaultPlaybackRate, preload, isTold: events().includes("ratechange") };
  });
}

/** What becomes of an element with `autoplay` that was paused, when its stream is active again after having been inactive. */
export function returnByAutoplay(): Promise<unknown> {
  return cleanly(async () => {
    const first = picture();
    const video = element("video");
    video.autoplay = true;
    const stream = new MediaStream([first]);
    video.srcObject = stream;
    await until(() => video.currentTime > 0.3, "playing");
    video.pause();
    const { currentTime } = video;
    first.stop();
    await comesAbout(() => video.ended);
    stream.addTrack(picture());
    // It may have come past there again by the end.
    const goesBack = await comesAbout(() => video.currentTime < currentTime);
    const goesOnByItself = await comesAbout(() => !video.paused);
    return { goesOn: !goesBack, paused: !goesOnByItself };
  });
}
