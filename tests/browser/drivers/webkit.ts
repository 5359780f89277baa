/** WebKitGTK, by Selenium and WebKitWebDriver. */
import { Builder, type WebDriver } from "selenium-webdriver";
import { browserFile } from "../../../scripts/browsers.mjs";
import { startGuard } from "./guard.js";
import { atMost } from "./limit.js";
import type { BrowserSession, LaunchOptions, OpenOptions } from "./types.js";
import { VIEWPORT } from "./viewport.js";
import { WebKitPage, type Windows } from "./webkit-page.js";
import { startWebKitDriver } from "./webkit-processes.js";

/** Lets pages take turns with the driver, which speaks to one window at a time. */
class Turns implements Windows {
  readonly #driver: WebDriver;
  /** The window of the next page: without any window the session would end. */
  #spare: string | undefined;
  #current: string;
  readonly #handles: Set<string>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(driver: WebDriver, handle: string) {
    this.#driver = driver;
    this.#spare = handle;
    this.#current = handle;
    this.#handles = new Set([handle]);
  }

  #next<T>(commands: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(commands, commands);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #switchTo(handle: string): Promise<void> {
    if (this.#current === handle) return;
    await this.#driver.switchTo().window(handle);
    this.#current = handle;
  }

  inWindow<T>(handle: string, commands: (driver: WebDriver) => Promise<T>): Promise<T> {
    return this.#next(async () => {
      await this.#switchTo(handle);
      return commands(this.#driver);
    });
  }

  count(): number {
    return this.#handles.size;
  }

  /** Only out of a window that is there can another be opened. */
  async #newWindow(): Promise<string> {
    const [some] = this.#handles;
    if (some !== undefined && !this.#handles.has(this.#current)) await this.#switchTo(some);
    await this.#driver.switchTo().newWindow("window");
    this.#current = await this.#driver.getWindowHandle();
    this.#handles.add(this.#current);
    return this.#current;
  }

  open(): Promise<string> {
    return this.#next(async () => {
      const handle = this.#spare ?? (await this.#newWindow());
      this.#spare = undefined;
      return handle;
    });
  }

  close(handle: string): Promise<void> {
    return this.#next(async () => {
      if (!this.#handles.has(handle)) return;
      if (this.#handles.size === 1) this.#spare = await this.#newWindow();
      await this.#switchTo(handle);
      this.#handles.delete(handle);
      await this.#driver.close();
    });
  }
}

const connect = async (url: string, args: string[]): Promise<WebDriver> =>
  new Builder()
    .disableEnvironmentOverrides()
    .usingServer(url)
    .withCapabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary: browserFile("webkit"), args },
    })
    .build();

/** Starts WebKitGTK's small browser. */
export async function launchWebKit(options: LaunchOptions): Promise<BrowserSession> {
  const { extraArgs = [], proxy } = options;
  const guard = await startGuard();
  try {
    const driver = await connect(await startWebKitDriver(guard), [
      "--automation",
      "--enable-mock-capture-devices=true",
      "--enable-media-stream=true",
      "--autoplay-policy=allow",
      ...(proxy === undefined ? [] : [`--proxy=${proxy}`]),
      ...extraArgs,
    ]);
    await driver.manage().setTimeouts({ script: 300_000, pageLoad: 120_000 });
    const version = (await driver.getCapabilities()).getBrowserVersion() ?? "";
    const turns = new Turns(driver, await driver.getWindowHandle());
    return {
      name: "webkit",
      version,
      async open(url: string, { initScript }: OpenOptions = {}) {
        const page = new WebKitPage(turns, await turns.open(), initScript);
        await page.setViewport(VIEWPORT.width, VIEWPORT.height);
        await page.goto(url);
        return page;
      },
      async close() {
        await atMost(5000, driver.quit());
        await guard.end();
      },
    };
  } catch (error) {
    await guard.end();
    throw error;
  }
}
