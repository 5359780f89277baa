/** A page of WebKitGTK: commands to the one window that the driver speaks to at a time. */
import { setTimeout as wait } from "node:timers/promises";
import type { IRectangle, WebDriver } from "selenium-webdriver";
import { evaluateBy } from "./page-function.js";
import type { BrowserPage } from "./types.js";
import { SCREEN } from "./webkit-processes.js";

/** The commands of a session, one after the other; each begins in the window it is meant for. */
export interface Windows {
  /** Runs commands while the driver speaks to this window. */
  inWindow<T>(handle: string, commands: (driver: WebDriver) => Promise<T>): Promise<T>;
  /** How many pages share the driver. */
  count(): number;
  /** Closes a window. */
  close(handle: string): Promise<void>;
}

/** What the driver keeps in a document: calls that run, and errors not yet told. */
const prologue = `
const done = arguments[arguments.length - 1];
const key = Symbol.for("trackfit.driver");
if (!window[key]) {
  const errors = [];
  Object.defineProperty(window, key, { value: { calls: new Map(), errors }, configurable: true });
  addEventListener("error", (event) => errors.push(String(event.error ?? event.message)));
  addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
}
const { calls, errors } = window[key];`;

/** What a piece of script answers with: an answer in JSON where there is one already, and the errors since. */
interface Reply {
  answer: string | null;
  isLost: boolean;
  errors: string[];
}

const reply = (answer: string, isLost = "false"): string =>
  `done({ answer: ${answer}, isLost: ${isLost}, errors: errors.splice(0) });`;

/** Several pages take turns; a page that waits for long must not keep the others from theirs. */
const patience = (pages: number): number => (pages > 1 ? 50 : 1000);

const RESIZE_LIMIT = 10_000;

/** A window over the middle of the screen, where the pointer is: so it has the focus. */
const centred = (width: number, height: number): IRectangle => ({
  x: Math.max(0, Math.floor((SCREEN.width - width) / 2)),
  y: Math.max(0, Math.floor((SCREEN.height - height) / 2)),
  width,
  height,
});

export class WebKitPage implements BrowserPage {
  readonly #windows: Windows;
  readonly #handle: string;
  readonly #initScript: string | undefined;
  readonly #errors: string[] = [];
  #calls = 0;

  constructor(windows: Windows, handle: string, initScript: string | undefined) {
    this.#windows = windows;
    this.#handle = handle;
    this.#initScript = initScript;
  }

  readonly evaluate = evaluateBy((expression) => this.#call(expression));

  async #call(expression: string): Promise<string> {
    const call = (this.#calls += 1);
    const start = `${prologue}
      calls.set(${call}, ${expression});`;
    const again = `${prologue}
      if (!calls.has(${call})) { ${reply("null", "true")} return; }`;
    for (let isFirst = true; ; isFirst = false) {
      const { answer, isLost } = await this.#run(`${isFirst ? start : again}
        const late = new Promise((resolve) => setTimeout(resolve, ${patience(this.#windows.count())}, null));
        Promise.race([calls.get(${call}), late]).then((answer) => {
          if (answer !== null) calls.delete(${call});
          ${reply("answer")}
        });`);
      if (isLost) throw new Error("The page went to another document before it answered.");
      if (answer !== null) return answer;
    }
  }

  async #run(script: string): Promise<Reply> {
    const told = await this.#windows.inWindow(this.#handle, (driver) =>
      driver.executeAsyncScript<Reply>(script),
    );
    this.#errors.push(...told.errors);
    return told;
  }

  async goto(url: string): Promise<void> {
    await this.#windows.inWindow(this.#handle, (driver) => driver.get(url));
    await this.#run(`${prologue}
      ${this.#initScript === undefined ? "" : `(function () { ${this.#initScript}\n }).call(window);`}
      ${reply("null")}`);
  }

  async screenshot(): Promise<Uint8Array> {
    const picture = await this.#windows.inWindow(this.#handle, (driver) => driver.takeScreenshot());
    return Buffer.from(picture, "base64");
  }

  async setViewport(width: number, height: number): Promise<void> {
    await this.#windows.inWindow(this.#handle, async (driver) => {
      // A window changes when the display gets to it, and what is around the page may change with it.
      const end = Date.now() + RESIZE_LIMIT;
      while (Date.now() < end) {
        const [innerWidth, innerHeight, outerWidth, outerHeight] = await driver.executeScript<
          [number, number, number, number]
        >("return [innerWidth, innerHeight, outerWidth, outerHeight];");
        if (innerWidth === width && innerHeight === height) return;
        await driver
          .manage()
          .window()
          .setRect(centred(width + outerWidth - innerWidth, height + outerHeight - innerHeight));
        await wait(20);
      }
      throw new Error(`WebKit's window cannot have a viewport of ${width} x ${height}.`);
    });
  }

  errors(): string[] {
    return [...this.#errors];
  }

  close(): Promise<void> {
    return this.#windows.close(this.#handle);
  }
}
