/** Three real browsers behind one interface: Chromium, Firefox and WebKitGTK. */
import { browsersInUse } from "../../../scripts/browsers.mjs";
import type { BrowserName, BrowserSession, LaunchOptions } from "./types.js";

export type { BrowserName, BrowserPage, BrowserSession, LaunchOptions, OpenOptions } from "./types.js";
export { playwrightPage } from "./chromium.js";
export { chromiumPermission, type PermissionSetting } from "./chromium-permission.js";
export { puppeteerPage } from "./firefox.js";
export { PageError } from "./page-function.js";

/** The browsers that are not switched off with TRACKFIT_WITHOUT: for `describe.each`. */
export const browsersHere: readonly BrowserName[] = browsersInUse();

/** For `beforeAll` that launches browsers, in milliseconds: one that has to be installed first takes minutes. */
export const LAUNCH_LIMIT = 600_000;

/** Starts a browser with fake devices. Whoever calls it closes the session; it also ends with the process that called. */
export async function launch(name: BrowserName, options: LaunchOptions = {}): Promise<BrowserSession> {
  switch (name) {
    case "chromium":
      return (await import("./chromium.js")).launchChromium(options);
    case "firefox":
      return (await import("./firefox.js")).launchFirefox(options);
    case "webkit":
      return (await import("./webkit.js")).launchWebKit(options);
  }
}
