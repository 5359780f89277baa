/** Tracks that this package feeds have what the browser's own have. */
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
  let page: BrowserPage;

  beforeAll(async () => {
    session = await launch(name);
    page = await session.open(site.page());
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  test.each([
    ["of the hardware", "hardware", 320],
    ["of the hardware, converted", "hardware", 200],
    ["of virtual devices", "virtual", 320],
  ] as const)(
    "clones have the hints of what they were made of, %s",
    async (_, devices, side) => {
      expect(await perform(page, "kept", "hints", devices, side)).toEqual(["text", "music", "text", "text"]);
    },
    60_000,
  );

  test("frames are counted, where the browser counts them", async () => {
    const isCounted = name === "chromium" ? true : null;
    expect(await perform(page, "kept", "counts")).toEqual([isCounted, isCounted]);
  }, 60_000);
});
