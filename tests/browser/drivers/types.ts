/** What tests see of a browser, the same for all of them. */
import type { BrowserName } from "../../../scripts/browsers.mjs";

export type { BrowserName };

/** A page of a browser, one tab or window. */
export interface BrowserPage {
  /**
   * Runs a function in the page and resolves with what it, or its promise, gives. Argument and result go as JSON does; the
   * function's source is sent, so that nothing around it is there. Rejects with a `PageError` where it throws.
   */
  evaluate<R, A = undefined>(run: (argument: A) => R | Promise<R>, argument?: A): Promise<R>;
  /** Goes to another document, and waits until it is loaded. */
  goto(url: string): Promise<void>;
  /** A picture of the viewport, as PNG. */
  screenshot(): Promise<Uint8Array>;
  /** In CSS pixels; a page opens with 1280 x 720. */
  setViewport(width: number, height: number): Promise<void>;
  /**
   * Errors of the console and those that nothing caught, as far as the browser tells them. Chromium and Firefox tell all;
   * WebKit only the uncaught ones after loading, and each with the next `evaluate()`.
   */
  errors(): string[];
  close(): Promise<void>;
}

/** How a page is opened. */
export interface OpenOptions {
  /**
   * A classic script for every document of the page, before its own scripts. WebKit's driver has no such command: there it
   * runs when a document that `open()` or `goto()` went to is loaded, and what it declares stays within it.
   */
  initScript?: string;
}

/** A browser that runs; its pages share storage and permissions. */
export interface BrowserSession {
  readonly name: BrowserName;
  /** As the browser gives it. */
  readonly version: string;
  open(url: string, options?: OpenOptions): Promise<BrowserPage>;
  /** Ends the browser with all of its processes and temporary files. */
  close(): Promise<void>;
}

/** How a browser is started. Devices are fake always. */
export interface LaunchOptions {
  /**
   * Nobody is asked for permission, and everything is granted; default true. Where false, `chromiumPermission` answers in
   * Chromium, nobody in Firefox; WebKit's small browser grants always.
   */
  fakeUi?: boolean;
  /** How many cameras there are, where the browser lets one choose (Chromium); default 3. */
  cameras?: number;
  /** The origin of a site that answers for every name but this machine's own: pages of an insecure context are there. */
  proxy?: string;
  /** More arguments for the browser's command. */
  extraArgs?: string[];
  /** More preferences, for Firefox. */
  prefs?: Record<string, boolean | number | string>;
}
