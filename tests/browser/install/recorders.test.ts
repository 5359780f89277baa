/** What recorders of a scaled track hold, in browsers that scale tracks themselves. */
import { browsersHere, launch, LAUNCH_LIMIT, type BrowserSession } from "../drivers/index.js";
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
    session = await launch(name, name === "chromium" ? { extraArgs: ["--js-flags=--expose-gc"] } : {});
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  test("pictures are converted only while they are recorded, and for no recorder that is gone", async () => {
    const page = await session.open(site.page());
    const seen = await perform(page, "recorders", "recorders");
    expect(page.errors()).toEqual([]);
    const scaled = {
      unused: 0,
      isOwn: true,
      recordings: [true, true, true, true],
      made: 10,
      isDropped: true,
      isLive: true,
      isOver: true,
    };
    expect(seen).toEqual(name === "chromium" ? scaled : undefined);
    await page.close();
  });
});
