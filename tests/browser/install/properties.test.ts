/** Constraints beyond the specification's: those that the browser knows are known, and reach the camera. */
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

/** Points, which are no type of property here; screen capture of Firefox alone; what the specification has given up. */
const unknown = {
  chromium: ["pointsOfInterest"],
  firefox: [
    ...["browserWindow", "mediaSource", "scrollWithPage"],
    ...["viewportHeight", "viewportOffsetX", "viewportOffsetY", "viewportWidth"],
  ],
  webkit: ["volume"],
};

describe.each(browsersHere)("%s", (name) => {
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    session = await launch(name);
    page = await session.open(site.page());
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  test("nothing that the browser knows and tells is missing", async () => {
    expect(await perform(page, "properties", "missing")).toEqual({
      supported: unknown[name],
      capabilities: [],
      video: [],
      audio: unknown[name].filter((property) => property === "volume"),
    });
  }, 60_000);

  test.each(["always", "as-needed"] as const)(
    "they reach the camera, and what it does by itself is left to it, %s",
    async (conversion) => {
      expect(await perform(page, "properties", "applied", conversion)).toEqual([
        { told: [], settings: ["continuous", 100, 128, false] },
        { told: [{ brightness: 130 }], settings: ["continuous", 300, 130, false] },
        {
          told: [{ exposureMode: "manual", exposureTime: 55 }],
          settings: ["manual", 55, 130, false],
        },
        {
          told: [{ exposureMode: "continuous", brightness: 128, torch: true }],
          settings: ["continuous", 55, 128, true],
        },
      ]);
    },
    60_000,
  );
});
