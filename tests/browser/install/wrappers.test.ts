/** install() in pages whose methods libraries wrap, and in pages with two copies of the package. */
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

  test.each(["prototype", "object"] as const)(
    "methods are wrapped after install(), those of the %s",
    async (place) => {
      expect(await inPage((page) => perform(page, "wrappers", "after", place))).toEqual({
        seen: ["ours", 0],
        hasDevices: true,
        calls: [2, 1, 1],
        seenAfter: ["the browser's", 0, true],
        isLeft: [true, true, true],
        callsAfter: [4, 2, 2],
      });
    },
  );

  test("methods were wrapped on the page's object before install()", async () => {
    expect(await inPage((page) => perform(page, "wrappers", "before"))).toEqual({
      seen: "ours",
      isCalled: [true, true],
      isLeft: [true, true],
      seenAfter: "the browser's",
    });
  });

  test("a wrapper of before install() looks up the prototype's method when it is called", async () => {
    expect(await inPage((page) => perform(page, "wrappers", "lateBound"))).toBe("ours");
  });

  test.each(["before", "after"] as const)(
    "webrtc-adapter's Safari shim is set up %s install()",
    async (when) => {
      expect(await inPage((page) => perform(page, "wrappers", "adapted", when))).toEqual([
        "ours",
        "the browser's",
      ]);
    },
  );

  test("a second copy of the package warns, and asks the browser itself", async () => {
    expect(await inPage((page) => perform(page, "wrappers", "copies"))).toEqual({
      warnings: [expect.stringContaining("trackfit is installed in this page already")],
      seen: ["ours", "320x240"],
      seenAfter: "the browser's",
    });
  });
});
