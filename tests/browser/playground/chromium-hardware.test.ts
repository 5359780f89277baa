/** The page to try it, beside the browser: on the machine's devices, which may be used here without asking. */
import { jest } from "@jest/globals";
import { examples } from "../../../playground/examples.js";
import { playgroundFiles, servePlayground } from "../../../scripts/playground.mjs";
import { launch, LAUNCH_LIMIT, type BrowserSession } from "../drivers/index.js";
import { violations } from "./axe.js";
import { openPage, textOf, waitForText, type OpenPage } from "./open-page.js";

// Two busy cores take their time to start a page with a moving picture.
jest.setTimeout(90_000);

let session: BrowserSession;
let site: Awaited<ReturnType<typeof servePlayground>>;
let opened: OpenPage;

beforeAll(async () => {
  site = await servePlayground(await playgroundFiles(), 0);
  session = await launch("chromium");
}, LAUNCH_LIMIT);

afterAll(async () => {
  await session.close();
  await site.close();
}, 60_000);

beforeEach(async () => {
  opened = await openPage(session, site.url);
});

afterEach(async () => {
  const errors = opened.errors();
  await opened.close();
  expect(errors).toEqual([]);
});

/** Writes a request and waits until the browser has answered it, too. */
async function compare(text: string): Promise<{ ours: string; theirs: string }> {
  const { page } = opened;
  await page.locator("#request").fill(text);
  await waitForText(page, "#their-distance", /^(?:\d+\.\d{4}|<0\.0001|∞)$/);
  return { ours: await textOf(page, "#our-distance"), theirs: await textOf(page, "#their-distance") };
}

function number(distance: string): number {
  if (distance === "∞") return Infinity;
  return distance.startsWith("<") ? 0 : Number(distance);
}

test("leaves them alone where the address names a virtual one", async () => {
  await opened.close();
  opened = await openPage(session, site.url, { device: "logitech-hd-pro-c920" });
  expect(await opened.page.locator("input[value=virtual]").isChecked()).toBe(true);
  expect(await textOf(opened.page, "#device-list")).not.toContain("fake_device");
});

test("begins with them and finds out their native modes", async () => {
  const { page } = opened;
  expect(await page.locator("input[value=hardware]").isChecked()).toBe(true);
  expect(await textOf(page, "#device-list")).toContain("fake_device_0");
  await waitForText(page, "#offer-title", /^\d+ native modes$/);
  expect(await textOf(page, "#offer")).toContain("1280 × 720");
  expect(await page.locator("#plug-form").isVisible()).toBe(false);
});

test("shows the settings of both, what they cost, and the picture", async () => {
  const { page } = opened;
  await waitForText(page, "#offer-title", /^\d+ native modes$/);
  await compare('{ "width": 1280, "height": 960, "aspectRatio": { "min": 1.7 } }');
  expect(await textOf(page, "#settings thead")).toMatch(/^Property Asked Trackfit Chromium \d+$/);
  const width = (await textOf(page, "#settings tbody tr:first-child")).split(" ");
  expect(width).toEqual(["width", "ideal", "1280", "1632", "0.2157", expect.any(String), expect.any(String)]);
  expect(await textOf(page, "#their-headline")).toMatch(/^\d+ × \d+, 30 fps/);
  await waitForText(page, "#delivered", /Delivered 1632 × 960, \d/);
});

test("has nothing that axe-core objects to, and needs no scrolling sideways", async () => {
  const { page } = opened;
  await compare('{ "width": 1280, "height": 960, "aspectRatio": { "min": 1.7 } }');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test("never comes out behind the browser", async () => {
  await waitForText(opened.page, "#offer-title", /^\d+ native modes$/);
  const requests = examples.videoinput.map(({ text }) => text);
  requests.push('{ "width": 400, "height": 300, "aspectRatio": { "exact": 1 } }');
  const seen: { text: string; ours: string; theirs: string }[] = [];
  for (const text of requests) seen.push({ text, ...(await compare(text)) });
  expect(seen.filter(({ ours, theirs }) => number(ours) > number(theirs))).toEqual([]);
  expect(seen.filter(({ ours, theirs }) => number(ours) < number(theirs)).length).toBeGreaterThan(0);
}, 180_000);

test("tells that the browser rejects, and how", async () => {
  const { page } = opened;
  await waitForText(page, "#offer-title", /^\d+ native modes$/);
  const { theirs } = await compare('{ "width": { "min": 9999 } }');
  expect(theirs).toBe("∞");
  expect(await textOf(page, "#their-headline")).toMatch(/^OverconstrainedError, constraint “\w*”$/);
  expect(await textOf(page, "#headline")).toBe("Nothing fits");
});

test("gives devices back when it is stopped, and can turn to virtual ones", async () => {
  const { page } = opened;
  await waitForText(page, "#delivered", /Delivered \d/);
  await page.locator("#toggle").click();
  await waitForText(page, "#picture-note", "Stopped: no device is in use.");
  await page.locator("#request").fill('{ "width": 320 }');
  expect(await textOf(page, "#their-headline")).toBe("is asked while the picture runs");
  await page.locator(".switch label", { hasText: "Virtual" }).click();
  await waitForText(page, "#device-list", "Virtual camera");
  expect(await textOf(page, "#their-headline")).toBe("knows nothing of virtual devices");
  await page.locator("#toggle").click();
  await waitForText(page, "#delivered", /Delivered 320 × 240/);
});
