/** The request and the device in the address of the page, to be sent to others. */
import type { SourceKind } from "../bindings/solver/index.js";

/** What the address holds. */
export interface Address {
  readonly device: string | undefined;
  readonly texts: Readonly<Record<SourceKind, string | undefined>>;
}

/** Browsers object to an address that changes with each key. */
const PAUSE = 600;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Reads the page's address. */
export function readAddress(): Address {
  const parts = new URLSearchParams(location.hash.slice(1));
  return {
    device: parts.get("device") ?? undefined,
    texts: { videoinput: parts.get("video") ?? undefined, audioinput: parts.get("audio") ?? undefined },
  };
}

/** Writes the device and the request of its kind into the page's address, when they have rested. */
export function writeAddress(device: string, kind: SourceKind, text: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const parts = new URLSearchParams({ device, [kind === "videoinput" ? "video" : "audio"]: text });
    history.replaceState(null, "", `#${parts.toString()}`);
  }, PAUSE);
}
