/** What documents are told of devices: before and after capture, and in frames. */
import { outcome, stop, trackfitBrowser } from "./common.js";

/** A list of devices in short. */
export interface Listed {
  cameras: number;
  microphones: number;
  /** How many have an id, a group or a label. */
  told: number;
}

async function list(): Promise<Listed> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const inputs = devices.filter(({ kind }) => kind !== "audiooutput");
  const count = (kind: string): number => inputs.filter((device) => device.kind === kind).length;
  return {
    cameras: count("videoinput"),
    microphones: count("audioinput"),
    told: inputs.filter(({ deviceId, groupId, label }) => deviceId + groupId + label !== "").length,
  };
}

/** What a document is told by and by. */
export interface Told {
  before: Listed;
  asked: string;
  after: Listed;
}

/** Lists devices before and after asking for some. */
export async function telling(constraints: MediaStreamConstraints): Promise<Told> {
  const { install } = await trackfitBrowser();
  const undo = install();
  const before = await list();
  const stream = await outcome(navigator.mediaDevices.getUserMedia(constraints));
  const after = await list();
  if (stream instanceof MediaStream) stop(stream);
  undo();
  return { before, asked: stream instanceof MediaStream ? "granted" : stream.name, after };
}

/** Errors of a request that nothing satisfies, before and after a capture. */
export async function failing(video: MediaTrackConstraints): Promise<unknown> {
  const { install } = await trackfitBrowser();
  const undo = install();
  const fail = async (): Promise<unknown> => {
    try {
      return await navigator.mediaDevices.getUserMedia({ video });
    } catch (error) {
      const { name, constraint, message } = error as OverconstrainedError;
      return { name, constraint, message };
    }
  };
  const before = await fail();
  stop(await navigator.mediaDevices.getUserMedia({ video: true }));
  const after = await fail();
  undo();
  return [before, after];
}

/** In a frame: answers the window above, which asks for it. */
export function answering(constraints: MediaStreamConstraints): void {
  addEventListener("message", ({ source }) => {
    void outcome(telling(constraints)).then((told) => source?.postMessage(told, { targetOrigin: "*" }));
  });
}

/** Above a frame: what the document there is told. */
export async function framed(): Promise<unknown> {
  const frame = document.querySelector("iframe");
  const answer = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data)));
  frame?.contentWindow?.postMessage("tell", "*");
  return answer;
}
