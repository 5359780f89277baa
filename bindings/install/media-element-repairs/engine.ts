/** What a window's browser gets wrong about streams in media elements. */

/** The parts of a window that it takes to put its media elements right. */
export type RepairedWindow = Window & typeof globalThis;

/** What a browser gets wrong; what it gets right is left to it. */
export interface Departures {
  /**
   * Of an element whose stream became inactive: whether the browser goes on playing it ("endless"), ends it but is
   * lost when the stream is active again ("lost"), or does as it should.
   */
  readonly ending: "endless" | "lost" | "right";
  /** Whether `played` is empty until something has been played. */
  readonly playedIsEmpty: boolean;
  /** Whether `currentTime` can be set before there is data. */
  readonly positionIsSettable: boolean;
  /** Whether rates and `preload` can be set before there is data. */
  readonly ratesAreSettable: boolean;
}

/** Finds out by an element that is given a stream without tracks for a moment, where that shows it. */
export function departuresOf(window: RepairedWindow): Departures {
  const element = window.document.createElement("video");
  element.currentTime = 1;
  element.srcObject = new window.MediaStream();
  element.playbackRate = 2;
  const { played, currentTime, playbackRate } = element;
  element.srcObject = null;
  return {
    ending: endingOf(window),
    playedIsEmpty: played.length !== 1,
    positionIsSettable: currentTime !== 0,
    ratesAreSettable: playbackRate !== 1,
  };
}

/** Nothing that can be asked at once shows how an element ends, so this goes by which browser it is. */
function endingOf(window: RepairedWindow): Departures["ending"] {
  const { prototype } = window.MediaStream;
  const isChromium = "MediaStreamTrackGenerator" in window || "oninactive" in prototype;
  if (isChromium) return "endless";
  return "mozInnerScreenX" in window ? "right" : "lost";
}
