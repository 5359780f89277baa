/** The page to try it, as people use it. */
import { jest } from "@jest/globals";
import type { Page } from "playwright-core";
import { playgroundFiles, servePlayground } from "../../scripts/playground.mjs";
import { launch, LAUNCH_LIMIT, type BrowserSession } from "./drivers/index.js";
import { openPage, textOf, waitForText, type OpenPage } from "./playground/open-page.js";

// Two busy cores take their time to start a page with a moving picture.
jest.setTimeout(90_000);

/** More than any virtual camera of the page has. */
const IMPOSSIBLE = '{\n  "width": { "min": 1900 },\n  "frameRate": { "min": 50 }\n}';

let session: BrowserSession;
let site: Awaited<ReturnType<typeof servePlayground>>;
let opened: OpenPage | undefined;

beforeAll(async () => {
  site = await servePlayground(await playgroundFiles(), 0);
  // Nobody has granted anything: the page begins with virtual devices.
  session = await launch("chromium", { fakeUi: false });
}, LAUNCH_LIMIT);

afterAll(async () => {
  await session.close();
  await site.close();
}, 60_000);

afterEach(async () => {
  const errors = opened?.errors();
  await opened?.close();
  opened = undefined;
  expect(errors ?? []).toEqual([]);
});

async function open(start: { device?: string; video?: string; audio?: string } = {}): Promise<Page> {
  opened = await openPage(session, site.url, start);
  return opened.page;
}

describe("the page", () => {
  test("loads nothing from elsewhere and allows nothing inline", async () => {
    const page = await open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const response = await page.reload();
    await waitForText(page, "#delivered", /Delivered/);
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-inline");
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([]);
  });

  test("lists devices with how well each fits, the best one marked", async () => {
    const page = await open({ video: '{ "width": { "min": 2000 } }' });
    const rows = await page.locator(".device label").allInnerTexts();
    const told = rows.map((row) => row.replace(/\s+/g, " "));
    expect(told[0]).toMatch(/^Virtual camera 3 native sizes.*no fit$/);
    expect(told[1]).toMatch(/^HD Pro Webcam C920 19 native sizes.*best, distance 0\.0000$/);
    expect(told.at(-1)).toMatch(/^Virtual microphone/);
  });

  test("keeps the request in its address", async () => {
    const page = await open({ device: "logitech-brio-4k-stream-edition-usb2", video: '{ "height": 700 }' });
    expect(await page.locator("#request").inputValue()).toBe('{ "height": 700 }');
    expect(await page.locator("input[name=device]:checked + label .name").innerText()).toContain("BRIO 4K");
    await page.locator("#request").fill('{ "height": 800 }');
    await page.waitForURL(/800/);
    expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("video")).toBe('{ "height": 800 }');
  });
});

describe("a request", () => {
  test("is answered with each key", async () => {
    const page = await open({ video: '{ "width": 64 }' });
    expect(await textOf(page, "#headline")).toBe("64 × 48, 30 fps");
    await page.locator("#request").press("Control+End");
    for (let i = 0; i < 2; i++) await page.locator("#request").press("ArrowLeft");
    await page.keyboard.press("0");
    expect(await textOf(page, "#headline")).toBe("640 × 480, 30 fps");
    expect(await textOf(page, "#our-distance")).toBe("0.0000");
    await page.keyboard.press("0");
    expect(await textOf(page, "#headline")).toMatch(/^1920 × 1080/);
    expect(await textOf(page, "#our-distance")).toBe("0.7000");
    expect(await textOf(page, "#settings tfoot")).toBe("Fitness distance, the sum 0.7000");
  });

  test("that is no JSON is told with its place, and the last answer stays", async () => {
    const page = await open({ video: '{ "width": 320 }' });
    await page.locator("#request").fill('{\n  "width": 320,\n  height: 5\n}');
    expect(await textOf(page, "#problem")).toBe(
      'Line 3, column 3: there is "h" where a name in double quotes must be',
    );
    expect(await page.locator("#colours mark").innerText()).toBe("h");
    expect(await page.locator("#request").getAttribute("aria-invalid")).toBe("true");
    expect(await textOf(page, "#headline")).toBe("320 × 240, 30 fps");
    expect(await textOf(page, "#earlier")).toBe("This answers the last request that could be read.");
    await page.locator("#request").fill('{ "width": 321 }');
    expect(await page.locator("#problem").innerText()).toBe("");
    expect(await page.locator("#request").getAttribute("aria-invalid")).toBeNull();
    expect(await page.locator("#earlier").isVisible()).toBe(false);
  });

  test("with a name that nobody knows is told of", async () => {
    const page = await open();
    await page.locator("#request").fill('{ "frameRat": 5 }');
    expect(await textOf(page, "#hints")).toBe(
      "frameRat is no constraint known here and is ignored. Was frameRate meant?",
    );
  });

  test("can be set by the form, by an example and by pressing in the plane, and taken back", async () => {
    const page = await open({ video: "{}" });
    await page.locator("#set-property").selectOption("aspectRatio");
    await page.locator("#set-bound").selectOption("exact");
    await page.locator("#set-value").fill("16/9");
    await page.locator("#set-value").press("Enter");
    expect(await page.locator("#request").inputValue()).toBe(
      '{\n  "aspectRatio": { "exact": 1.7777777778 }\n}',
    );
    await page.locator("#set-value").fill("wide");
    await page.locator("#set-value").press("Enter");
    expect(await textOf(page, "#set-problem")).toBe("aspectRatio must be a number, or a ratio such as 16/9.");
    await page.locator("#set-remove").click();
    expect(await page.locator("#request").inputValue()).toBe("{}");
    await page.locator("#example").selectOption({ label: "A square" });
    expect(await textOf(page, "#headline")).toBe("600 × 600, 30 fps");
    await page.locator("#plane").click({ position: { x: 100, y: 100 } });
    const asked = JSON.parse(await page.locator("#request").inputValue()) as Record<string, number>;
    expect(asked["width"]).toBeGreaterThan(100);
    expect(asked["height"]).toBeGreaterThan(100);
    for (let i = 0; i < 4; i++) await page.locator("#undo").click();
    expect(await page.locator("#request").inputValue()).toBe("{}");
    expect(await page.locator("#undo").isDisabled()).toBe(true);
  });

  test("that nothing fits is explained, and a button mends it", async () => {
    const page = await open({ video: IMPOSSIBLE });
    expect(await textOf(page, "#headline")).toBe("Nothing fits");
    expect(await textOf(page, "#our-distance")).toBe("∞");
    expect(await textOf(page, "#reason")).toBe(
      "Each of these can be had, but not both at once: frameRate at least 50 fps and width at least 1900.",
    );
    const remedies = page.locator(".remedy");
    expect(await remedies.allInnerTexts()).toEqual([
      "Use frameRate at least 30 fps",
      "Use width at least 1280",
    ]);
    await remedies.nth(1).click();
    expect(await page.locator("#request").inputValue()).toBe(IMPOSSIBLE.replace("1900", "1280"));
    expect(await textOf(page, "#headline")).toBe("1280 × 720, 60 fps");
    expect(await remedies.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("verdict");
  });

  test("is told in a live region once the typing pauses, not with each key", async () => {
    const page = await open({ video: "{}" });
    await waitForText(page, "#status", /640 × 480/);
    const told = await page.evaluateHandle(() => {
      const texts: string[] = [];
      const region = document.getElementById("status");
      if (region)
        new MutationObserver(() => texts.push(region.textContent)).observe(region, { childList: true });
      return texts;
    });
    await page.locator("#request").fill("");
    await page.locator("#request").pressSequentially('{ "width": 320 }');
    await waitForText(page, "#status", /320 × 240/);
    expect(await told.jsonValue()).toEqual([
      "Virtual camera: 320 × 240, 30 fps scaled from 640 × 480, distance 0.0000.",
    ]);
  });
});

describe("devices", () => {
  test("of the catalogue are plugged in and unplugged, the last one too", async () => {
    const page = await open();
    await page.locator("#plug-name").selectOption("topdon-tc001-thermal");
    await page.locator("#plug-form button").click();
    await waitForText(page, "#device-list", "Topdon TC001");
    await page.locator("input[name=device]:checked + label", { hasText: "Topdon" }).waitFor();
    expect(await textOf(page, "#offer-title")).toBe("2 native modes");
    const unplug = page.locator(".unplug");
    for (let left = await unplug.count(); left > 0; left--) {
      await unplug.first().click();
      await page
        .locator(`.device`)
        .nth(left - 1)
        .waitFor({ state: "detached" });
    }
    expect(await page.locator("#empty").isVisible()).toBe(true);
    expect(await page.locator("#request").isVisible()).toBe(false);
    await page.locator("#plug-form button").click();
    await waitForText(page, "#headline", /fps/);
  });

  test("of sound have a request of their own", async () => {
    const page = await open({ audio: '{ "channelCount": { "min": 8 } }' });
    const camera = await page.locator("#request").inputValue();
    await page.locator(".device", { hasText: "Virtual microphone" }).locator("label").click();
    expect(await textOf(page, "#member")).toBe("audio");
    expect(await textOf(page, "#reason")).toBe(
      "channelCount: at least 8 asked, this microphone goes up to 2.",
    );
    expect(await page.locator("#plane-section").isVisible()).toBe(false);
    await page.locator(".remedy").click();
    expect(await textOf(page, "#headline")).toBe("48 kHz, 2 channels");
    await waitForText(page, "#delivered", "Delivered 48 kHz, 2 channels");
    await page.locator(".device", { hasText: "Virtual camera" }).locator("label").click();
    expect(await page.locator("#request").inputValue()).toBe(camera);
  });

  test("show their picture as the settings say, until it is stopped", async () => {
    const page = await open({ video: '{ "width": 600, "aspectRatio": { "exact": 1 } }' });
    await waitForText(page, "#delivered", /Delivered 600 × 600, \d+\.\d frames per second/);
    await page.locator("#request").fill('{ "width": 320, "frameRate": 60 }');
    await waitForText(page, "#delivered", /Delivered 320 × 240/);
    const sizeOfPicture = (): Promise<(number | undefined)[]> =>
      page.evaluate(() => {
        const video = document.querySelector("video");
        return [video?.videoWidth, video?.videoHeight];
      });
    expect(await sizeOfPicture()).toEqual([320, 240]);
    await page.locator("#request").fill('{ "width": { "min": 9999 } }');
    await waitForText(page, "#picture-note", "Nothing fits, so nothing changes.");
    expect(await sizeOfPicture()).toEqual([320, 240]);
    await page.locator("#toggle").click();
    expect(await textOf(page, "#toggle")).toBe("Start");
    expect(await textOf(page, "#picture-note")).toBe("Stopped: no device is in use.");
    expect(await textOf(page, "#delivered")).toBe("");
  });

  test("of the machine are left alone when permission is denied", async () => {
    const page = await open();
    const cdp = await page.context().newCDPSession(page);
    for (const name of ["camera", "microphone"]) {
      await cdp.send("Browser.setPermission", { permission: { name }, setting: "denied" });
    }
    await page.locator(".switch label", { hasText: "This machine" }).click();
    await waitForText(page, "#set-note", "Permission was denied. These devices are virtual.");
    expect(await page.locator("input[value=virtual]").isChecked()).toBe(true);
    expect(await textOf(page, "#device-list")).toContain("Virtual camera");
  });
});
