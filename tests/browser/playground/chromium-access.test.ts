/** The page to try it, for everybody: by keyboard, read aloud, on a phone, in the dark. */
import { jest } from "@jest/globals";
import type { Page } from "playwright-core";
import { playgroundFiles, servePlayground } from "../../../scripts/playground.mjs";
import { launch, LAUNCH_LIMIT, type BrowserSession } from "../drivers/index.js";
import { violations } from "./axe.js";
import { openPage, textOf, waitForText, type OpenPage, type Start } from "./open-page.js";

// Two busy cores take their time to start a page with a moving picture.
jest.setTimeout(90_000);

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 780 };

/** What the page may look like: every part that is there only sometimes is there in one of them. */
const states: Readonly<Record<string, Start>> = {
  "a fit": { device: "logitech-hd-pro-c920" },
  "a misfit and a hint": {
    video: '{ "width": { "min": 1900 }, "frameRate": { "min": 50, "hm": 1 }, "advanced": [{ "height": 5 }] }',
  },
  "an error": { video: '{ "width": }' },
  "a microphone": {
    device: "logitech-c920-mic",
    audio: '{ "sampleRate": 44100, "advanced": [{ "latency": 1 }] }',
  },
};

let session: BrowserSession;
let site: Awaited<ReturnType<typeof servePlayground>>;
let opened: OpenPage | undefined;

beforeAll(async () => {
  site = await servePlayground(await playgroundFiles(), 0);
  session = await launch("chromium", { fakeUi: false });
}, LAUNCH_LIMIT);

afterAll(async () => {
  await session.close();
  await site.close();
}, 60_000);

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function open(start: Start = {}): Promise<Page> {
  opened = await openPage(session, site.url, start);
  return opened.page;
}

describe.each(Object.entries(states))("%s", (_, start) => {
  test("has nothing that axe-core objects to, wide or narrow, light or dark", async () => {
    const page = await open(start);
    await page.locator("#offer-details").evaluate((details: HTMLDetailsElement) => (details.open = true));
    for (const size of [WIDE, NARROW]) {
      await page.setViewportSize(size);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect({ size, colorScheme, found: await violations(page) }).toEqual({
          size,
          colorScheme,
          found: [],
        });
      }
    }
  });

  test.each([360, 320])("needs no scrolling sideways at %i pixels", async (width) => {
    const page = await open(start);
    await page.setViewportSize({ width, height: 780 });
    await page.locator("#offer-details").evaluate((details: HTMLDetailsElement) => (details.open = true));
    const { wide, room, beyond } = await page.evaluate(() => {
      const all = [...document.querySelectorAll("main *, header *")];
      const outside = all.filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 1 && right > innerWidth && element.closest("svg, pre") === null;
      });
      return {
        wide: document.documentElement.scrollWidth,
        room: innerWidth,
        beyond: outside.map((element) => element.outerHTML.slice(0, 80)),
      };
    });
    expect(wide).toBe(room);
    expect(beyond).toEqual([]);
  });
});

test("axe-core objects where there is something to object to", async () => {
  const page = await open();
  await page.evaluate(() => {
    document.body.append(document.createElement("img"));
    document.querySelector<HTMLElement>("#headline")?.style.setProperty("color", "#eee");
  });
  const found = (await violations(page)).map((violation) => violation.split(":")[0]);
  expect(found).toEqual(expect.arrayContaining(["image-alt", "color-contrast"]));
});

describe("by keyboard alone", () => {
  /** Where the focus is, and whether that can be seen. */
  function focused(page: Page): Promise<{ name: string; isMarked: boolean }> {
    return page.evaluate(() => {
      const { activeElement: element } = document;
      if (!(element instanceof HTMLElement) || element === document.body) return { name: "", isMarked: true };
      // Radio buttons are drawn by what stands after them.
      const drawn = element.matches("input[type=radio]") ? element.nextElementSibling : element;
      const { outlineStyle, outlineWidth } = drawn
        ? getComputedStyle(drawn)
        : { outlineStyle: "", outlineWidth: "" };
      const { top, bottom } = element.getBoundingClientRect();
      const name = element.id || element.getAttribute("aria-label") || element.getAttribute("name");
      return {
        name: name ?? `${element.tagName} ${element.textContent}`,
        isMarked: outlineStyle !== "none" && parseFloat(outlineWidth) > 1 && bottom > 0 && top < innerHeight,
      };
    });
  }

  test.each([
    ["wide", WIDE],
    ["narrow", NARROW],
  ])("everything is reached, in the order it is seen, and the focus is seen, %s", async (_, size) => {
    const page = await open({ video: '{ "width": { "min": 1900 }, "frameRate": { "min": 50 } }' });
    await page.setViewportSize(size);
    await page.locator("#offer-details").evaluate((details: HTMLDetailsElement) => (details.open = true));
    const seen: string[] = [];
    const tops: number[] = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const { name, isMarked } = await focused(page);
      if (name === "" || seen.length > 60) break;
      expect([name, isMarked]).toEqual([name, true]);
      seen.push(name);
      tops.push(
        await page.evaluate(
          () => (document.activeElement?.getBoundingClientRect().top ?? 0) + window.scrollY,
        ),
      );
    }
    const expected = await page.evaluate(() => {
      const selector = "a[href], button:enabled, select, input, textarea, summary, [tabindex='0']";
      const all = [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (element) =>
          element.getClientRects().length > 0 && !element.matches("input[type=radio]:not(:checked)"),
      );
      return all.map(
        (element) =>
          element.id ||
          element.getAttribute("aria-label") ||
          element.getAttribute("name") ||
          `${element.tagName} ${element.textContent}`,
      );
    });
    expect(seen).toEqual(expected);
    expect(expected).toEqual(expect.arrayContaining(["set", "device-0", "request", "toggle", "plug-name"]));
    // One above the other, nothing that is focused later stands higher.
    if (size === NARROW) {
      const jumps = seen.filter((_name, i) => (tops[i] ?? 0) < (tops[i - 1] ?? -100) - 40);
      expect(jumps).toEqual([]);
    }
  });

  test("a device is chosen, a request written, a reason mended and the picture stopped", async () => {
    const page = await open();
    const tabTo = async (id: string): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        if ((await focused(page)).name === id) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`${id} must be reached by Tab`);
    };
    await tabTo("device-0");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("input[name=device]:checked + label .name").innerText()).toBe(
      "HD Pro Webcam C920",
    );
    await tabTo("request");
    await page.keyboard.press("Control+a");
    await page.keyboard.type('{ "width": { "min": 9000 } }');
    expect(await textOf(page, "#headline")).toBe("Nothing fits");
    while (!(await focused(page)).name.includes("Use width")) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await textOf(page, "#headline")).toMatch(/^2304 × 1\d+, 2 fps$/);
    expect((await focused(page)).name).toBe("verdict");
    await tabTo("toggle");
    await page.keyboard.press("Space");
    expect(await textOf(page, "#toggle")).toBe("Start");
  });

  test("a number is stepped where the cursor is", async () => {
    const page = await open({ video: '{ "width": 640, "frameRate": 7.5 }' });
    await page.locator("#request").press("Control+Home");
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("Alt+Shift+ArrowUp");
    expect(await page.locator("#request").inputValue()).toBe('{ "width": 651, "frameRate": 7.5 }');
    expect(await textOf(page, "#headline")).toMatch(/^651 × /);
    await page.keyboard.press("End");
    for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Alt+ArrowDown");
    expect(await page.locator("#request").inputValue()).toBe('{ "width": 651, "frameRate": 7.4 }');
  });
});

test("the picture waits to be started where less motion is asked for", async () => {
  const page = await open();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.reload();
  await page.locator("#headline:not(:empty)").waitFor();
  expect(await textOf(page, "#toggle")).toBe("Start");
  await page.locator("#toggle").click();
  await waitForText(page, "#delivered", /Delivered \d/);
});
