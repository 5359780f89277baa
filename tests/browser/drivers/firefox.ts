/** Firefox, by Puppeteer over WebDriver BiDi. */
import { join } from "node:path";
import puppeteer, { type Page } from "puppeteer-core";
import { browserFile } from "../../../scripts/browsers.mjs";
import { startGuard } from "./guard.js";
import { atMost } from "./limit.js";
import { evaluateBy } from "./page-function.js";
import type { BrowserPage, BrowserSession, LaunchOptions, OpenOptions } from "./types.js";
import { VIEWPORT } from "./viewport.js";

const pages = new WeakMap<BrowserPage, Page>();

/** Puppeteer's page behind a page of Firefox. */
export function puppeteerPage(page: BrowserPage): Page {
  const found = pages.get(page);
  if (found === undefined) throw new TypeError("page must be a page of Firefox.");
  return found;
}

function wrap(page: Page): BrowserPage {
  const errors: string[] = [];
  page.on("pageerror", (error) => {
    // Puppeteer puts what the browser tells behind a name of its own.
    errors.push(String(error).replace(/^Error: /, ""));
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const wrapped: BrowserPage = {
    evaluate: evaluateBy((expression) => page.evaluate(expression)),
    async goto(url) {
      await page.goto(url, { timeout: 120_000 });
    },
    screenshot: () => page.screenshot({ type: "png" }),
    setViewport: (width, height) => page.setViewport({ width, height }),
    errors: () => [...errors],
    close: () => page.close(),
  };
  pages.set(wrapped, page);
  return wrapped;
}

/** Nothing of the system's own; with a proxy, that one for all but this machine's names. */
function proxyPreferences(proxy: string | undefined): Record<string, string | number> {
  if (proxy === undefined) return { "network.proxy.type": 0 };
  const { hostname, port } = new URL(proxy);
  return {
    "network.proxy.type": 1,
    "network.proxy.http": hostname,
    "network.proxy.http_port": Number(port),
  };
}

/** Starts Firefox. */
export async function launchFirefox(options: LaunchOptions): Promise<BrowserSession> {
  const { fakeUi = true, extraArgs = [], prefs = {}, proxy } = options;
  const executablePath = browserFile("firefox");
  const guard = await startGuard();
  try {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath,
      headless: true,
      userDataDir: join(guard.folder, "profile"),
      env: guard.environment,
      timeout: 120_000,
      protocolTimeout: 600_000,
      // The guard sees to it, and signals are Jest's.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      defaultViewport: VIEWPORT,
      args: extraArgs,
      extraPrefsFirefox: {
        "media.navigator.streams.fake": true,
        "media.navigator.permission.disabled": fakeUi,
        "media.autoplay.default": 0,
        ...proxyPreferences(proxy),
        ...prefs,
      },
    });
    guard.watch(browser.process()?.pid);
    return {
      name: "firefox",
      version: await browser.version(),
      async open(url: string, { initScript }: OpenOptions = {}) {
        // A page in a tab would hide the others.
        const page = await browser.newPage({ type: "window" });
        if (initScript !== undefined) await page.evaluateOnNewDocument(initScript);
        const wrapped = wrap(page);
        await wrapped.goto(url);
        return wrapped;
      },
      async close() {
        await atMost(10_000, browser.close());
        await guard.end();
      },
    };
  } catch (error) {
    await guard.end();
    throw error;
  }
}
