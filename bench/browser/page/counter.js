// Counts the frames of tracks in a thread of its own: what is measured is how they come about.

/** The worker's side: a readable comes once, and each later message asks for the count. */
async function count({ data: readable }) {
  let frames = 0;
  let size = [0, 0];
  globalThis.onmessage = () => globalThis.postMessage({ frames, size });
  const reader = readable.getReader();
  for (;;) {
    const { value: frame, done } = await reader.read();
    if (done) return;
    frames += 1;
    size = [frame.displayWidth, frame.displayHeight];
    frame.close();
  }
}

if (typeof document === "undefined") globalThis.onmessage = (event) => void count(event);

/** Counts the frames of a track until it is closed. */
export class FrameCounter {
  #worker = new Worker(import.meta.url, { type: "module" });

  constructor(track) {
    const { readable } = new MediaStreamTrackProcessor({ track });
    this.#worker.postMessage(readable, [readable]);
  }

  /** How many there were, and the size of the last one. */
  counted() {
    return new Promise((resolve) => {
      this.#worker.onmessage = ({ data }) => resolve(data);
      this.#worker.postMessage(undefined);
    });
  }

  close() {
    this.#worker.terminate();
  }
}
