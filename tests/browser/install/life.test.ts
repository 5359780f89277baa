/** What happens to tracks and requests of a page with the package installed: events, other windows, ends of all kinds. */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  puppeteerPage,
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

/** Both for the element's handler and for listeners, the handler's place being where it was set. */
const once = (type: string): string[] => [`${type} listener`, `${type} handler`];

describe.each(browsersHere)("%s", (name) => {
  let session: BrowserSession;

  beforeAll(async () => {
    session = await launch(name);
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  async function inPage<T>(run: (page: BrowserPage) => Promise<T>): Promise<T> {
    const page = await session.open(site.page());
    try {
      const result = await run(page);
      expect(page.errors()).toEqual([]);
      return result;
    } finally {
      await page.close();
    }
  }

  /** Has the page hidden while a function runs: by another tab where that hides it, or by a pretence. */
  async function hidden<T>(page: BrowserPage, run: () => Promise<T>): Promise<T> {
    if (name !== "firefox") {
      await perform(page, "visibility", "pretend", true);
      const result = await run();
      await perform(page, "visibility", "pretend", false);
      return result;
    }
    const tab = await puppeteerPage(page).browser().newPage({ type: "tab" });
    const result = await run();
    await tab.close();
    return result;
  }

  test("tracks tell each event once, whoever listens, whenever", async () => {
    expect(await inPage((page) => perform(page, "events", "ofTracks"))).toEqual({
      heard: [
        [...once("mute"), ...once("unmute"), ...once("ended")],
        [...once("mute"), ...once("unmute"), ...once("ended")],
        [],
      ],
      states: ["true live live", "false live live", "false ended live"],
      ended: "ended",
      active: false,
    });
  });

  test("devicechange is told once for each change, and not after uninstall()", async () => {
    expect(await inPage((page) => perform(page, "events", "ofDevices"))).toEqual({
      before: [
        ...["before devicechange listener", "before devicechange handler"],
        ...["before devicechange listener", "before devicechange handler"],
      ],
      heard: ["devicechange true false", "devicechange true false"],
      counts: [2, 3, 2],
      isKept: true,
    });
  });

  test.each(["hardware", "virtual"] as const)(
    "streams of the page with tracks of both kinds are cloned, %s",
    async (devices) => {
      expect(await inPage((page) => perform(page, "mixing", "clones", devices))).toEqual({
        isPageStream: true,
        ids: 4,
        ours: "320x240",
        asked: { exact: 320 },
        copy: "640x480",
        copied: { exact: 640 },
        isOurs: true,
        other: true,
        after: { ours: "ended", copy: "live", isActive: [true, true] },
        isEnded: [false, false],
      });
    },
  );

  test("requests of a hidden page are answered when it is visible again", async () => {
    const seen = await inPage(async (page) => {
      await perform(page, "visibility", "begin");
      const asked = await hidden(page, () => perform(page, "visibility", "ask"));
      return [asked, await perform(page, "visibility", "answer")];
    });
    expect(seen).toEqual([{ visibility: "hidden", isAnswered: false }, "live"]);
  });

  if (name === "firefox") {
    // The only one that can really be hidden here, and the one whose tracks are all converted.
    test("video is sent while the page is hidden, and afterwards", async () => {
      const seen = await inPage(async (page) => {
        await perform(page, "sending", "begin");
        // At one a second, as the browser presents pictures then, there are twenty in the time that is waited.
        const meanwhile = await hidden(page, () => perform(page, "sending", "sent", 60));
        return [meanwhile, await perform(page, "sending", "sent", 5)];
      });
      expect(seen).toEqual(["hidden", "visible"]);
    }, 120_000);
  }

  test("a document that goes gives its devices back", async () => {
    expect(await inPage((page) => perform(page, "visibility", "leave"))).toEqual({
      before: { state: "live", open: 1 },
      after: { state: "ended", open: 0 },
    });
  });

  test.each(["crash", "silence"] as const)("a worker that dies is replaced: %s", async (death) => {
    expect(await inPage((page) => perform(page, "worker", "killed", death))).toEqual({
      before: 1,
      killed: 2,
      isReplaced: true,
      second: "granted",
      applied: "320x240",
      third: "live",
    });
  });

  const nothing = { workers: 0, timers: 0, listeners: 0 };

  test("nothing goes on after uninstall()", async () => {
    const seen = await inPage((page) => perform(page, "leaving", "cycles"));
    expect(seen).toEqual({ hasSome: true, left: nothing });
  });

  test("a track that outlives the installation can be given settings, and leaves nothing", async () => {
    const seen = await inPage((page) => perform(page, "leaving", "outlived"));
    expect(seen).toEqual({ told: "320x240", left: nothing });
  });

  test("nothing goes on of devices whose document was unloaded", async () => {
    const seen = await inPage((page) => perform(page, "leaving", "unloaded"));
    expect(seen).toEqual({ hasSome: true, state: "ended", left: nothing });
  });

  test("tracks end with the worker that converts their pictures, where there is one, and the next have another", async () => {
    const inWorker = {
      size: "300x300",
      heard: ["0 ended", "1 ended"],
      isActive: false,
      next: "300x300",
      workers: 2,
    };
    const inThePage = { size: "300x300", workers: 0 };
    expect(await inPage((page) => perform(page, "worker", "converterKilled"))).toEqual(
      name === "chromium" ? inWorker : inThePage,
    );
  });
});
