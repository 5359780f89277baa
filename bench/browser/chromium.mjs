// A page of Chromium with fake cameras, and what its process has spent.
import { chromium } from "playwright-core";
import { browserFile } from "../../scripts/browsers.mjs";
import { startSite } from "./site.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--autoplay-policy=no-user-gesture-required",
  "--use-fake-ui-for-media-stream",
];

/**
 * Opens an empty page in a browser whose cameras give so many frames per second; the built files in `dist` are its
 * `/dist/`.
 */
export async function openPage(dist, frameRate) {
  const site = await startSite(dist);
  let browser;
  try {
    browser = await chromium.launch({
      executablePath: browserFile("chromium"),
      args: [...FLAGS, `--use-fake-device-for-media-stream=device-count=3,fps=${frameRate}`],
    });
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(site.address);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const version = browser.version();
    return {
      version,
      /**
       * Calls an export of a module of `page/` with arguments that JSON can carry. A page that throws where nothing
       * catches it fails the benchmark.
       */
      async call(module, name, argument) {
        const answer = await page.evaluate(
          async ([from, called, given]) => {
            const exported = await import(`/page/${from}.js`);
            return exported[called](given);
          },
          [module, name, argument],
        );
        if (errors.length > 0) throw errors[0];
        return answer;
      },
      /** Seconds so far: of all threads of the page's process, and in which its main thread had something to do. */
      async spent() {
        const { metrics } = await session.send("Performance.getMetrics");
        const value = (name) => metrics.find((metric) => metric.name === name).value;
        return { process: value("ProcessTime"), main: value("TaskDuration"), at: value("Timestamp") };
      },
      async close() {
        await browser.close();
        site.close();
      },
    };
  } catch (error) {
    await browser?.close();
    site.close();
    throw error;
  }
}
