/** What is learned of a browser's devices: how often they are asked, and what is kept of the answers. */
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

  /** Runs in a page of an origin that has never captured, as far as this package knows. */
  async function inPage<T>(run: (page: BrowserPage) => Promise<T>): Promise<T> {
    const page = await session.open(site.page());
    try {
      await perform(page, "learning", "forget");
      const result = await run(page);
      expect(page.errors()).toEqual([]);
      return result;
    } finally {
      await page.close();
    }
  }

  test("a camera is asked for its modes on the first visit and not on the next", async () => {
    const [first, second] = await inPage(async (page) => {
      const before = await perform(page, "learning", "visit");
      await page.goto(site.page());
      return [before, await perform(page, "learning", "visit")];
    });
    expect(first.calls.applyConstraints).toBeGreaterThan(0);
    expect(second).toEqual({ calls: { getUserMedia: 1, applyConstraints: 0 }, size: first.size });
  });

  test("two requests at once learn of a camera as one does", async () => {
    expect(await inPage((page) => perform(page, "learning", "twice"))).toBe("1280x720");
  });
});
