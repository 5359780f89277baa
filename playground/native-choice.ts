/** What the browser itself chooses for a request on one of the machine's devices. */
import type { SourceKind, TrackConstraints, TrackSettings } from "../bindings/solver/index.js";

/** The browser's answer. */
export type NativeChoice =
  { readonly ok: true; readonly settings: TrackSettings } | { readonly ok: false; readonly error: string };

interface Brand {
  readonly brand: string;
  readonly version: string;
}

/** The name of this browser, for people. */
export function browserName(): string {
  const {
    userAgentData,
    userAgent,
  }: Navigator & { readonly userAgentData?: { readonly brands: readonly Brand[] } } = navigator;
  const brands = userAgentData?.brands.filter(({ brand }) => !/not/i.test(brand)) ?? [];
  const own = brands.find(({ brand }) => brand !== "Chromium") ?? brands[0];
  if (own) return `${own.brand.replace(/^Google |^Microsoft /, "")} ${own.version}`;
  const [, firefox] = /Firefox\/(\d+)/.exec(userAgent) ?? [];
  if (firefox !== undefined) return `Firefox ${firefox}`;
  // Others than Safari tell a version of their own there.
  const [, safari] = /Mac OS X.*Version\/([\d.]+).*Safari/.exec(userAgent) ?? [];
  if (safari !== undefined) return `Safari ${safari}`;
  return userAgent.includes("AppleWebKit") ? "WebKit" : "This browser";
}

/**
 * Asks the browser for the request on a device, and lets the device go again. The device must not be open: Chromium
 * chooses among the settings it runs in, and no others.
 */
export async function askBrowser(
  kind: SourceKind,
  constraints: TrackConstraints,
  deviceId: string,
): Promise<NativeChoice> {
  const member = { ...constraints, deviceId: { exact: deviceId } };
  try {
    const request = kind === "videoinput" ? { video: member } : { audio: member };
    const stream = await navigator.mediaDevices.getUserMedia(request);
    const settings: TrackSettings = stream.getTracks()[0]?.getSettings() ?? {};
    for (const track of stream.getTracks()) track.stop();
    return { ok: true, settings };
  } catch (error) {
    const { name, constraint }: { readonly name?: unknown; readonly constraint?: unknown } = error as object;
    const told =
      typeof constraint === "string" ? `${String(name)}, constraint “${constraint}”` : String(name);
    return { ok: false, error: told };
  }
}
