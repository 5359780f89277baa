/** Cameras that come to another size than the one they were told: settings and frames agree again, and nothing stands still. */
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

  test("converted tracks deliver what there is, never enlarged, turn with the camera, and come back", async () => {
    expect(await perform(page, "sizes", "converted")).toEqual({
      seen: [
        "640x480 640x480",
        ...["480x360 480x360", "300x300 300x300"],
        ...["480x270 480x270", "160x120 160x120"],
        "270x480 270x480",
        ...["640x360 640x360", "160x120 160x120"],
        ...["360x640 360x640", "120x160 120x160"],
      ],
      muted: false,
      readyState: "live",
    });
  }, 120_000);

  test("a camera's own track tells the size that it has", async () => {
    expect(await perform(page, "sizes", "direct")).toEqual({
      isOwn: true,
      seen: ["480x360 480x360", "480x640 480x640", "640x480 640x480"],
      aspectRatio: 1.3333333333,
    });
  }, 120_000);
});
