/** What a page of Chromium is told of devices: ids and labels follow capture, not permission; a policy hides devices. */
import {
  chromiumPermission,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "./drivers/index.js";
import { perform } from "./install/stage.js";
import { startSite, type PageOptions, type Site } from "./site.js";

let site: Site;
let session: BrowserSession;

beforeAll(async () => {
  site = await startSite();
  session = await launch("chromium", { fakeUi: false });
}, LAUNCH_LIMIT);

afterAll(async () => {
  await session.close();
  await site.close();
}, 60_000);

/** Runs in a page whose origin may use everything. */
async function inPage<T>(options: PageOptions, run: (page: BrowserPage) => Promise<T>): Promise<T> {
  const page = await session.open(site.page(options));
  try {
    await chromiumPermission(page, "camera", "granted");
    await chromiumPermission(page, "microphone", "granted");
    return await run(page);
  } finally {
    await page.close();
  }
}

test("with permission, but before it captures, a page is told of one device of each kind and nothing of it", async () => {
  const told = await inPage({}, (page) => perform(page, "frames", "telling", { video: true, audio: true }));
  expect(told).toEqual({
    before: { cameras: 1, microphones: 1, told: 0 },
    asked: "granted",
    after: { cameras: 3, microphones: 3, told: 6 },
  });
});

test("capturing sound tells of microphones, and of cameras only how many there are", async () => {
  const told = await inPage({}, (page) => perform(page, "frames", "telling", { audio: true }));
  expect(told).toEqual({
    before: { cameras: 1, microphones: 1, told: 0 },
    asked: "granted",
    after: { cameras: 3, microphones: 3, told: 3 },
  });
});

test("before it captures, errors tell nothing of devices", async () => {
  const seen = await inPage({}, (page) => perform(page, "frames", "failing", { width: { min: 9999 } }));
  expect(seen).toEqual([
    { name: "OverconstrainedError", constraint: "", message: "No device satisfies the constraints." },
    { name: "OverconstrainedError", constraint: "width", message: expect.stringContaining("9999") as string },
  ]);
});

test("cameras that the page's policy forbids are not listed, and asking for them is refused", async () => {
  const told = await inPage({ permissionsPolicy: "camera=()" }, async (page) => [
    await perform(page, "frames", "telling", { video: true }),
    await perform(page, "frames", "telling", { audio: true }),
  ]);
  expect(told).toEqual([
    {
      before: { cameras: 0, microphones: 1, told: 0 },
      asked: "NotAllowedError",
      after: { cameras: 0, microphones: 1, told: 0 },
    },
    {
      before: { cameras: 0, microphones: 1, told: 0 },
      asked: "granted",
      after: { cameras: 0, microphones: 3, told: 3 },
    },
  ]);
});
