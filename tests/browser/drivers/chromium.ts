/** Chromium, by Playwright. */
import { chromium, type Page } from "playwright-core";
import { browserFile } from "../../../scripts/browsers.mjs";
import { startGuard } from "./guard.js";
import { atMost } from "./limit.js";
import { evaluateBy } from "./page-function.js";
import type { BrowserPage, BrowserSession, LaunchOptions, OpenOptions } from "./types.js";
import { VIEWPORT } from "./viewport.js";

const pages = new WeakMap<BrowserPage, Page>();

/** Playwright's page behind a page of Chromium. */
export function playwrightPage(page: BrowserPage): Page {
  const found = pages.get(page);
  if (found === undefined) throw new TypeError("page must be a page of Chromium.");
  return found;
}

function wrap(page: Page): BrowserPage {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const wrapped: BrowserPage = {
    evaluate: evaluateBy((expression) => page.evaluate(expression)),
    async goto(url) {
      await page.goto(url);
    },
    screenshot: () => page.screenshot({ timeout: 0 }),
    setViewport: (width, height) => page.setViewportSize({ width, height }),
    errors: () => [...errors],
    close: () => page.close(),
  };
  pages.set(wrapped, page);
  return wrapped;
}

/** Starts Chromium. */
export async function launchChromium(options: LaunchOptions): Promise<BrowserSession> {
  const { fakeUi = true, cameras = 3, extraArgs = [], proxy } = options;
  const executablePath = browserFile("chromium");
  const guard = await startGuard();
  try {
    const browser = await chromium.launch({
      executablePath,
      env: guard.environment,
      timeout: 120_000,
      ...(proxy === undefined ? {} : { proxy: { server: proxy } }),
      // The guard sees to it, and signals are Jest's.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--autoplay-policy=no-user-gesture-required",
        `--use-fake-device-for-media-stream=device-count=${cameras},fps=30`,
        ...(fakeUi ? ["--use-fake-ui-for-media-stream"] : []),
        ...extraArgs,
      ],
    });
    const context = await browser.newContext({ viewport: VIEWPORT });
    context.setDefaultNavigationTimeout(120_000);
    return {
      name: "chromium",
      version: browser.version(),
      async open(url: string, { initScript }: OpenOptions = {}) {
        const page = await context.newPage();
        if (initScript !== undefined) await page.addInitScript({ content: initScript });
        const wrapped = wrap(page);
        await page.goto(url);
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
