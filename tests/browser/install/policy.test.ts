/** What is left of a page's powers where its policy is strict, and what documents are told of devices. */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "../drivers/index.js";
import { startSite, type PageOptions, type Site } from "../site.js";
import { perform } from "./stage.js";

const strict = "script-src 'self'; worker-src 'self'";
const withoutWorkers = "script-src 'self'; worker-src 'none'";
const nothing = { cameras: 0, microphones: 0, told: 0 };

let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(async () => {
  await site.close();
});

describe.each(browsersHere)("%s", (name) => {
  let session: BrowserSession;

  beforeAll(async () => {
    session = await launch(name);
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  async function inPage<T>(options: PageOptions, run: (page: BrowserPage) => Promise<T>): Promise<T> {
    const page = await session.open(site.page(options));
    try {
      return await run(page);
    } finally {
      await page.close();
    }
  }

  test.each([
    ["WebAssembly is forbidden", strict, "hardware"],
    ["WebAssembly is forbidden", strict, "virtual"],
    ["workers are forbidden, too", withoutWorkers, "hardware"],
    ["workers are forbidden, too", withoutWorkers, "virtual"],
  ] as const)("it captures and converts where %s (%s, %s)", async (_, csp, devices) => {
    const seen = await inPage({ csp }, (page) => perform(page, "capture", "capturing", devices));
    expect(seen).toEqual({
      first: "400x400",
      told: "320x180",
      size: "320x180",
      audio: "live",
      isCompiled: false,
      // In a worker it is the worker that loads it.
      isJavaScript: csp === withoutWorkers,
    });
  });

  test("devices are told of from the first capture", async () => {
    const told = await inPage({}, (page) => perform(page, "frames", "telling", { audio: true, video: true }));
    expect(told.before).toEqual({ cameras: 1, microphones: 1, told: 0 });
    expect(told.asked).toBe("granted");
    const { cameras, microphones } = told.after;
    expect(told.after.told).toBe(cameras + microphones);
  });

  /** A document of the other origin in a frame. */
  function framing(allow: string): PageOptions {
    const module = "/source/tests/browser/install/pages/frames.js";
    const body = `<script type="module">
      import { answering } from "${module}";
      answering({ video: true });
    </script>`;
    return { body: `<iframe allow="${allow}" src="${site.page({ of: "other", body })}"></iframe>` };
  }

  test("a frame without leave is told of no devices and gets none", async () => {
    expect(await inPage(framing(""), (page) => perform(page, "frames", "framed"))).toEqual({
      before: nothing,
      asked: "NotAllowedError",
      after: nothing,
    });
  });

  test("a frame with leave captures", async () => {
    const told = await inPage(framing("camera; microphone"), (page) => perform(page, "frames", "framed"));
    expect(told).toMatchObject({ before: { cameras: 1, microphones: 1, told: 0 }, asked: "granted" });
  });

  test("a frame with leave for microphones only is told of no cameras", async () => {
    const told = await inPage(framing("microphone"), (page) => perform(page, "frames", "framed"));
    expect(told).toEqual({
      before: { cameras: 0, microphones: 1, told: 0 },
      asked: "NotAllowedError",
      after: { cameras: 0, microphones: 1, told: 0 },
    });
  });
});
