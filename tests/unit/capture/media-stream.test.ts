/** Media Capture and Streams, 4.2 and 4.4. */
import { addTrack, MediaStream, removeTrack } from "../../../bindings/capture/media-stream.js";
import { MediaStreamTrack } from "../../../bindings/capture/media-stream-track.js";
import { MediaStreamTrackEvent } from "../../../bindings/capture/media-stream-track-event.js";
import { only, type Scene, scene } from "./scene.js";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let s: Scene;
let audio: MediaStreamTrack;
let video: MediaStreamTrack;

beforeEach(async () => {
  s = await scene();
  const stream = await s.take({ audio: true, video: true });
  audio = only(stream.getAudioTracks());
  video = only(stream.getVideoTracks());
});

/** The types of the track events fired at a stream, as they come. */
function eventsAt(stream: MediaStream): string[] {
  const types: string[] = [];
  for (const type of ["addtrack", "removetrack"]) stream.addEventListener(type, () => types.push(type));
  return types;
}

describe("constructors", () => {
  test("without an argument: no tracks, an id of its own [4.2-1]", () => {
    const [one, other] = [new MediaStream(), new MediaStream()];
    expect(one.getTracks()).toEqual([]);
    expect(one.active).toBe(false);
    expect(one.id).not.toBe(other.id);
  });

  test("from a stream: the same tracks under another id [4.2-2]", () => {
    const first = new MediaStream([audio, video]);
    const second = new MediaStream(first);
    expect(new Set(second.getTracks())).toEqual(new Set([audio, video]));
    expect(second.id).not.toBe(first.id);
    second.removeTrack(audio);
    expect(first.getTracks()).toContain(audio);
  });

  test("from a list or any iterable of tracks [4.2-3]", () => {
    expect(new Set(new MediaStream([video, audio]).getTracks())).toEqual(new Set([audio, video]));
    expect(new MediaStream(new Set([video])).getTracks()).toEqual([video]);
    expect(
      new MediaStream(
        (function* () {
          yield audio;
        })(),
      ).getTracks(),
    ).toEqual([audio]);
    expect(new MediaStream([]).getTracks()).toEqual([]);
  });

  test("a track given twice is there once [4.2-4]", () => {
    expect(new MediaStream([video, video, video]).getTracks()).toEqual([video]);
  });

  test.each<[what: string, given: unknown]>([
    // By WebIDL's overload resolution: neither of the two constructors with an argument takes it.
    ["undefined", undefined],
    ["null", null],
    ["a number", 5],
    ["a string, whose elements are no tracks", "ab"],
    ["an object that is not iterable", {}],
    ["a list of something else", [{}]],
    ["a list with a hole", [undefined]],
    ["an event target", new EventTarget()],
  ])("%s is a TypeError", (_what, given) => {
    expect(() => Reflect.construct(MediaStream, [given]) as unknown).toThrow(TypeError);
  });
});

describe("attributes", () => {
  test("the id is a random UUID and stays [4.2-11, 4.2-12]", () => {
    const stream = new MediaStream([video]);
    const { id } = stream;
    expect(id).toMatch(uuid);
    stream.addTrack(audio);
    Reflect.set(stream, "id", "mine");
    expect(stream.id).toBe(id);
  });

  test("active while a track has not ended [4.2-6]", () => {
    const stream = new MediaStream([audio, video]);
    expect(stream.active).toBe(true);
    audio.stop();
    expect(stream.active).toBe(true);
    video.stop();
    expect(stream.active).toBe(false);
    stream.removeTrack(audio);
    stream.removeTrack(video);
    expect(stream.active).toBe(false);
  });

  test("a stream becomes active again by a live track [4.2-6]", () => {
    const stream = new MediaStream();
    stream.addTrack(video);
    expect(stream.active).toBe(true);
    stream.removeTrack(video);
    expect(stream.active).toBe(false);
  });
});

describe("the track set", () => {
  test("a track may be in several streams [4.2-5]", () => {
    const streams = [new MediaStream([video]), new MediaStream([video])];
    for (const stream of streams) expect(stream.getTracks()).toEqual([video]);
  });

  test("getters give snapshots by kind [4.2-13, 4.2-14, 4.2-15]", () => {
    const stream = new MediaStream([audio, video]);
    const lists = [stream.getAudioTracks(), stream.getVideoTracks(), stream.getTracks()];
    expect(lists[0]).toEqual([audio]);
    expect(lists[1]).toEqual([video]);
    expect(new Set(lists[2])).toEqual(new Set([audio, video]));
    stream.removeTrack(audio);
    stream.removeTrack(video);
    expect(lists.map(({ length }) => length)).toEqual([1, 1, 2]);
    for (const list of [stream.getAudioTracks(), stream.getVideoTracks(), stream.getTracks()]) {
      expect(Array.isArray(list)).toBe(true);
      expect(list).toEqual([]);
    }
    lists[2]?.push(video);
    expect(stream.getTracks()).toEqual([]);
  });

  test("getTrackById finds a track or gives null [4.2-16]", () => {
    const stream = new MediaStream([audio, video]);
    expect(stream.getTrackById(video.id)).toBe(video);
    expect(stream.getTrackById(audio.id)).toBe(audio);
    expect(stream.getTrackById("")).toBeNull();
    stream.removeTrack(video);
    expect(stream.getTrackById(video.id)).toBeNull();
  });

  test("addTrack and removeTrack change it without events [4.2-17, 4.2-18, 4.2-19, 4.2-20]", async () => {
    const stream = new MediaStream();
    const events = eventsAt(stream);
    const call = (method: "addTrack" | "removeTrack", track: MediaStreamTrack): unknown =>
      (stream as unknown as Record<typeof method, (track: MediaStreamTrack) => unknown>)[method](track);
    expect(call("addTrack", video)).toBeUndefined();
    stream.addTrack(video);
    expect(stream.getTracks()).toEqual([video]);
    expect(call("removeTrack", audio)).toBeUndefined();
    expect(stream.getTracks()).toEqual([video]);
    stream.removeTrack(video);
    stream.removeTrack(video);
    expect(stream.getTracks()).toEqual([]);
    await s.settle();
    expect(events).toEqual([]);
  });

  test.each([["addTrack"], ["removeTrack"]] as const)("%s of something else is a TypeError", (method) => {
    const stream = new MediaStream();
    for (const given of [null, undefined, {}, stream, "track"]) {
      expect(() => {
        Reflect.apply(stream[method].bind(stream), undefined, [given]);
      }).toThrow(TypeError);
    }
  });

  test("an ended track can be added; the stream stays inactive [4.2-5]", () => {
    video.stop();
    const stream = new MediaStream();
    stream.addTrack(video);
    expect(stream.getTracks()).toEqual([video]);
    expect(stream.active).toBe(false);
  });
});

describe("clone", () => {
  test("a new stream of cloned tracks [4.2-21, 4.2-22]", () => {
    const stream = new MediaStream([audio, video]);
    const clone = stream.clone();
    expect(clone).toBeInstanceOf(MediaStream);
    expect(clone.id).toMatch(uuid);
    expect(clone.id).not.toBe(stream.id);
    expect(
      clone
        .getTracks()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["audio", "video"]);
    for (const track of clone.getTracks()) {
      expect(track).toBeInstanceOf(MediaStreamTrack);
      expect([audio.id, video.id]).not.toContain(track.id);
    }
    audio.stop();
    video.stop();
    expect(clone.active).toBe(true);
  });
});

describe("events", () => {
  test("the user agent's changes fire addtrack and removetrack [4.2-8, 4.2-10, 4.4-1, 4.4-2]", () => {
    const stream = new MediaStream([audio]);
    const seen: unknown[] = [];
    for (const type of ["addtrack", "removetrack"]) {
      stream.addEventListener(type, (event) => {
        if (!(event instanceof MediaStreamTrackEvent)) throw new Error("No MediaStreamTrackEvent.");
        expect([event.bubbles, event.cancelable, event.target]).toEqual([false, false, stream]);
        seen.push(event.type, event.track, stream.getTracks().length);
      });
    }
    addTrack(stream, video);
    expect(seen).toEqual(["addtrack", video, 2]);
    removeTrack(stream, audio);
    expect(seen.slice(3)).toEqual(["removetrack", audio, 1]);
    expect(stream.getTracks()).toEqual([video]);
  });

  test("the user agent's changes that change nothing fire nothing [4.2-7, 4.2-9]", () => {
    const stream = new MediaStream([video]);
    const events = eventsAt(stream);
    addTrack(stream, video);
    removeTrack(stream, audio);
    expect(stream.getTracks()).toEqual([video]);
    expect(events).toEqual([]);
  });

  test("a track event needs a type and a track, and keeps the track [4.4-3, 4.4-4]", () => {
    const event = new MediaStreamTrackEvent("addtrack", { track: video });
    expect(event).toBeInstanceOf(Event);
    expect(event.type).toBe("addtrack");
    expect(event.track).toBe(video);
    expect(event.track).toBe(event.track);
    expect([event.bubbles, event.cancelable, event.composed]).toEqual([false, false, false]);
    expect(new MediaStreamTrackEvent("x", { track: video, cancelable: true }).cancelable).toBe(true);
    for (const given of [
      [],
      ["addtrack"],
      ["addtrack", {}],
      ["addtrack", { track: null }],
      ["addtrack", 5],
    ]) {
      expect(() => Reflect.construct(MediaStreamTrackEvent, given) as unknown).toThrow(
        // The platform's own Event throws for some of them, in a realm of its own.
        expect.objectContaining({ name: "TypeError" }) as Error,
      );
    }
  });

  test("members of the init dictionary are read in WebIDL's order, the parent's first", () => {
    const read: PropertyKey[] = [];
    const init = new Proxy(
      { track: video },
      {
        get(target, key) {
          read.push(key);
          return Reflect.get(target, key) as unknown;
        },
      },
    );
    new MediaStreamTrackEvent("addtrack", init);
    expect([...new Set(read)].filter((key) => typeof key === "string")).toEqual([
      "bubbles",
      "cancelable",
      "composed",
      "track",
    ]);
  });

  test("onaddtrack and onremovetrack handle events of the name [4.2-23]", () => {
    const stream = new MediaStream();
    const seen: unknown[] = [];
    stream.onaddtrack = function (event) {
      seen.push(this, event.type);
    };
    stream.onremovetrack = (event) => {
      seen.push(event.type);
    };
    stream.dispatchEvent(new MediaStreamTrackEvent("addtrack", { track: video }));
    stream.dispatchEvent(new MediaStreamTrackEvent("removetrack", { track: video }));
    stream.onaddtrack = null;
    stream.dispatchEvent(new MediaStreamTrackEvent("addtrack", { track: video }));
    expect(seen).toEqual([stream, "addtrack", "removetrack"]);
  });
});
