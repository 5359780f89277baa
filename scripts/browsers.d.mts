/** A browser that tests may run in. */
export type BrowserName = "chromium" | "firefox" | "webkit";
/** Every browser that tests may run in. */
export const browserNames: readonly BrowserName[];
/** Browsers switched off by name. */
export const switchedOff: readonly string[];
/** The browsers that are not switched off; throws for a name that is no browser's. */
export function browsersInUse(): BrowserName[];
/** Finds or installs these browsers, or all that are not switched off; throws where one cannot be had. */
export function requireBrowsers(names?: readonly BrowserName[]): void;
/** The files of a browser by their roles; throws where one is not there and cannot be installed. */
export function browserFiles(
  name: "webkit",
): Record<"browser" | "driver" | "display" | "media" | "sinks" | "parsers", string>;
export function browserFiles(name: BrowserName): { browser: string };
/** The file of a browser; throws where it is not there and cannot be installed. */
export function browserFile(name: BrowserName): string;
