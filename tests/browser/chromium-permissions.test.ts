/** Permissions as a user of Chromium gives and takes them, in a launch without the fake prompt. */
import {
  chromiumPermission,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
  type PermissionSetting,
} from "./drivers/index.js";
import { perform } from "./install/stage.js";
import { startSite, type Site } from "./site.js";

let site: Site;
let session: BrowserSession;
let page: BrowserPage;

beforeAll(async () => {
  site = await startSite();
  session = await launch("chromium", { fakeUi: false });
}, LAUNCH_LIMIT);

afterAll(async () => {
  await session.close();
  await site.close();
}, 60_000);

async function set(camera: PermissionSetting, microphone: PermissionSetting = camera): Promise<void> {
  await chromiumPermission(page, "camera", camera);
  await chromiumPermission(page, "microphone", microphone);
}

beforeEach(async () => {
  page = await session.open(site.page());
  await set("prompt");
});

afterEach(async () => {
  expect(page.errors()).toEqual([]);
  await page.close();
});

const begin = (permissions?: Record<string, PermissionState>): Promise<void> =>
  perform(page, "permissions", "begin", permissions);

const ask = (constraints: MediaStreamConstraints): Promise<string> =>
  perform(page, "permissions", "ask", constraints);

test("a permission that is denied denies, and one that is granted later grants", async () => {
  await begin();
  await set("denied");
  expect(await ask({ video: true })).toBe("NotAllowedError");
  expect(await ask({ audio: true, video: true })).toBe("NotAllowedError");
  await set("granted");
  expect(await ask({ audio: true, video: true })).toBe("granted");
});

test("a prompt that is dismissed denies that request and no other", async () => {
  await begin();
  await set("prompt", "granted");
  const [video, audio] = await Promise.all([ask({ video: true }), ask({ audio: true })]);
  expect([video, audio]).toEqual(["NotAllowedError", "granted"]);
  expect(await ask({ audio: true })).toBe("granted");
});

test("while a prompt is not answered, other requests go on", async () => {
  await set("prompt", "granted");
  await perform(page, "permissions", "stall");
  await begin();
  expect(await perform(page, "permissions", "besides")).toEqual({
    isAnswered: false,
    microphone: "granted",
    kinds: ["audioinput", "videoinput", "audiooutput"],
  });
});

test("one permission of two is not enough for both", async () => {
  await begin();
  await set("granted", "denied");
  expect(await ask({ audio: true, video: true })).toBe("NotAllowedError");
  expect(await ask({ video: true })).toBe("granted");
});

test("revoking a permission ends its tracks, telling each once, and no others", async () => {
  await begin();
  await set("granted");
  await ask({ audio: true });
  expect(await ask({ video: true })).toBe("granted");
  await chromiumPermission(page, "camera", "denied");
  await perform(page, "permissions", "ended", "video");
  expect(await perform(page, "permissions", "told")).toEqual({
    heard: ["video 1 listener", "video 1 handler"],
    states: ["live", "ended"],
  });
  expect(await ask({ video: true })).toBe("NotAllowedError");
  await chromiumPermission(page, "camera", "granted");
  expect(await ask({ video: true })).toBe("granted");
  expect((await perform(page, "permissions", "told")).states).toEqual(["live", "ended", "live"]);
});

test("tracks that the browser ends by itself are told of once, too", async () => {
  // Nothing tells of the permission's end but the tracks' own.
  await begin({ camera: "granted", microphone: "granted" });
  await set("granted");
  await ask({ video: true });
  await ask({ audio: true });
  await set("denied");
  await perform(page, "permissions", "ended", "video");
  await perform(page, "permissions", "ended", "audio");
  const { heard, states } = await perform(page, "permissions", "told");
  expect(states).toEqual(["ended", "ended"]);
  expect(heard.sort()).toEqual([
    ...["audio 1 handler", "audio 1 listener", "video 0 handler", "video 0 listener"],
  ]);
});

test("revoking ends clones and tracks whose pictures are converted", async () => {
  await begin();
  await set("granted");
  await ask({ video: { width: { exact: 640 }, height: { exact: 480 } } });
  await ask({ video: { width: { exact: 500 }, height: { exact: 500 } } });
  await perform(page, "permissions", "clone");
  await chromiumPermission(page, "camera", "prompt");
  await perform(page, "permissions", "ended", "video");
  const { heard, states } = await perform(page, "permissions", "told");
  expect(states).toEqual(["ended", "ended", "ended"]);
  expect([...heard].sort()).toEqual([
    ...["video 0 handler", "video 0 listener", "video 1 handler", "video 1 listener"],
    ...["video 2 handler", "video 2 listener"],
  ]);
});
