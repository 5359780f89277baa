/** Requests for screens, in the forms of browsers, go to the browser: no camera is opened in place of a screen. */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "../drivers/index.js";
import { startSite, type Site } from "../site.js";
import { perform } from "./stage.js";

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

  async function inPage(run: (page: BrowserPage) => Promise<unknown>): Promise<unknown> {
    const page = await session.open(site.page());
    try {
      const result = await run(page);
      expect(page.errors()).toEqual([]);
      return result;
    } finally {
      await page.close();
    }
  }

  const screens = ["desktop", "sound", "optional", "firefox", "inherited"];

  test.each([
    ["hardware", [...screens, "old"]],
    ["ponyfill", [...screens, "old"]],
    ["virtual", screens],
  ] as const)("%s", async (devices, untouched) => {
    const seen = (await inPage((page) => perform(page, "screens", "requests", devices))) as Record<
      string,
      unknown
    >;
    expect(seen["untouched"]).toEqual(untouched);
    // Members are read once, and none that the specification does not know.
    expect(seen["reads"]).toEqual(["audio", "video", "width"]);
  });

  test("navigator.getUserMedia()", async () => {
    expect(await inPage((page) => perform(page, "screens", "legacy"))).toEqual({
      isScreen: true,
      isOurs: true,
    });
  });
});
