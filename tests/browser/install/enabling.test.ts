/** Tracks that are disabled deliver black pictures, and a camera that none of its tracks wants is let go to sleep. */
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

  test.each(["always", "as-needed"] as const)(
    "a camera's own tracks are disabled while all of its tracks are, %s",
    async (conversion) => {
      expect(await perform(page, "enabling", "ofCamera", conversion)).toEqual({
        on: [true, false, true, true, false, false, true, false, true],
        seen: ["black", "picture", "picture", "picture", "black", "picture"],
      });
    },
    120_000,
  );

  test("the hardware's pictures come back", async () => {
    expect(await perform(page, "enabling", "ofHardware")).toEqual(["picture", "black", "picture"]);
  }, 120_000);
});
