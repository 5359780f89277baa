/** A window's MediaRecorder is changed only where it is a browser's own. */
import { mediaRecorderChanges } from "../../../bindings/install/media-recorder.js";

/** A page's stand-in for a browser that has none: its stream is a member of each recorder. */
class PageRecorder {
  readonly stream: unknown;
  constructor(stream: unknown) {
    this.stream = stream;
  }
  start(): void {
    throw new Error("Nothing is recorded here.");
  }
}

class BrowserRecorder {
  get stream(): undefined {
    return undefined;
  }
  start(): void {
    throw new Error("Nothing is recorded here.");
  }
}

test.each([
  ["none", {}, []],
  ["a page's own", { MediaRecorder: PageRecorder }, []],
  ["a browser's", { MediaRecorder: BrowserRecorder }, ["MediaRecorder"]],
])("%s", (_, window, changed) => {
  const changes = mediaRecorderChanges(window as unknown as Window & typeof globalThis);
  expect(changes.map(({ key }) => key)).toEqual(changed);
});
