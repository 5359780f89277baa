/** Real answers to Chromium's permission prompts, which tests of permissions stand on. */
import { chromiumPermission, launch, LAUNCH_LIMIT, type BrowserSession } from "./drivers/index.js";
import { startSite, type Site } from "./site.js";

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

/** Asks for a camera; gives the track's state, or what went wrong. */
const ask = async (): Promise<string | undefined> => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const state = stream.getVideoTracks()[0]?.readyState;
    for (const track of stream.getTracks()) track.stop();
    return state;
  } catch (error) {
    return String(error);
  }
};

test("permissions are given, refused and taken back", async () => {
  const page = await session.open(site.page());
  await chromiumPermission(page, "camera", "granted");
  expect(await page.evaluate(ask)).toBe("live");
  await chromiumPermission(page, "camera", "denied");
  expect(await page.evaluate(ask)).toBe("NotAllowedError: Permission denied");
  // Without a window nobody can answer.
  await chromiumPermission(page, "camera", "prompt");
  expect(await page.evaluate(ask)).toBe("NotAllowedError: Permission dismissed");
  await page.close();
});

test("a live track ends when its permission is taken back", async () => {
  const page = await session.open(site.page());
  await chromiumPermission(page, "camera", "granted");
  await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    const ended = new Promise((resolve) => {
      track?.addEventListener("ended", () => {
        resolve(track.readyState);
      });
    });
    Object.assign(window, { ended });
  });
  await chromiumPermission(page, "camera", "denied");
  expect(await page.evaluate(() => (window as unknown as { ended: Promise<string> }).ended)).toBe("ended");
  await page.close();
});
