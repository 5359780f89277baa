/** install() and uninstall() of the built package, and its ponyfill, in pages of real browsers. */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "../drivers/index.js";
import { propertiesOfWindow } from "../page-functions.js";
import { startSite, type PageOptions, type Site } from "../site.js";
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
    session = await launch(name, { proxy: site.origin });
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  /** Runs in a new page; gives what has changed of the window, too, and fails for what the page told as an error. */
  async function inPage<T>(
    run: (page: BrowserPage) => Promise<T>,
    options?: PageOptions,
  ): Promise<{ result: T; different: string[] }> {
    const page = await session.open(site.page(options));
    try {
      const { count } = await page.evaluate(propertiesOfWindow, "remember" as const);
      expect(count).toBeGreaterThan(5000);
      const result = await run(page);
      const { different } = await page.evaluate(propertiesOfWindow, "compare" as const);
      expect(page.errors()).toEqual([]);
      return { result, different };
    } finally {
      await page.close();
    }
  }

  test("nothing happens when the module is imported", async () => {
    expect(await inPage((page) => perform(page, "installing", "importing"))).toEqual({
      result: ["browserHost", "createBrowserDevices", "install", "uninstall"],
      different: [],
    });
  });

  test("install() answers for the page's own object, and uninstall() leaves nothing behind", async () => {
    const { result, different } = await inPage(async (page) => [
      await perform(page, "installing", "lifetime"),
      await perform(page, "installing", "native"),
    ]);
    expect(result).toEqual([
      {
        isSame: true,
        isSubclass: true,
        isStream: true,
        isClone: true,
        kinds: ["video", "audio"],
        size: "640x480",
        labels: true,
        own: 0,
        isKnown: true,
        isSameAfter: true,
      },
      { prototypes: [true, true], isNative: true },
    ]);
    expect(different).toEqual([]);
  });

  test("installing twice warns, and changes nothing", async () => {
    const { result, different } = await inPage((page) => perform(page, "installing", "twice"));
    expect(result).toEqual({
      warnings: [expect.stringContaining("trackfit is installed in this page already")],
      isSame: true,
      isThere: true,
      isGone: true,
    });
    expect(different).toEqual([]);
  });

  test("where it cannot be installed nothing is changed", async () => {
    const { result, different } = await inPage((page) => perform(page, "installing", "impossible"));
    expect(result).toEqual({
      bad: ["TypeError", "TypeError", "TypeError"],
      fixed: "TypeError",
      isUntouched: true,
    });
    // The page's own doing.
    expect(different).toEqual(["MediaDevices.prototype.enumerateDevices"]);
  });

  test("nothing is installed in an insecure context", async () => {
    const { result, different } = await inPage((page) => perform(page, "installing", "insecurely"), {
      of: "insecure",
    });
    expect(result).toEqual({
      isSecure: false,
      mediaDevices: "undefined",
      warnings: [expect.stringContaining("need a secure context")],
      created: "TypeError",
    });
    expect(different).toEqual([]);
  });

  test("the ponyfill works without changing anything", async () => {
    expect(await inPage((page) => perform(page, "installing", "ponyfill"))).toEqual({
      result: {
        before: "",
        told: "320x240",
        size: "320x240",
        isNative: true,
        clones: [{ exact: 320 }],
      },
      different: [],
    });
  });

  test("tracks that are held go on after uninstall()", async () => {
    expect(await inPage((page) => perform(page, "installing", "held"))).toEqual({
      result: { state: "live", told: "320x240", size: "320x240", after: "ended" },
      different: [],
    });
  });
});
