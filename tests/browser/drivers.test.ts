/** The drivers of the three browsers: every test of a page stands on them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { startGuard } from "./drivers/guard.js";
import { browsersHere, launch, LAUNCH_LIMIT, type BrowserSession } from "./drivers/index.js";
import { propertiesOfWindow } from "./page-functions.js";
import { startSite, type Site } from "./site.js";

let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(async () => {
  await site.close();
});

test("a guard ends the processes that have its mark, and theirs", async () => {
  const guard = await startGuard();
  const script = `
    const { pid } = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    console.log(pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["-e", script], {
    detached: true,
    env: guard.environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(child, "exit");
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const grandchild = Number(line.toString());
  expect(() => process.kill(grandchild, 0)).not.toThrow();
  await guard.end();
  expect(await ended).toEqual([null, "SIGKILL"]);
  expect(existsSync(guard.folder)).toBe(false);
  // Nobody may have taken note of its end yet, but it does not run.
  const state = await readFile(`/proc/${grandchild}/stat`, "utf8").catch(() => "gone Z");
  expect(state).toMatch(/ Z/);
});

describe.each(browsersHere)("%s", (name) => {
  let session: BrowserSession;

  beforeAll(async () => {
    session = await launch(name);
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  test("runs functions with an argument, and gives what their promises give", async () => {
    const page = await session.open(site.page());
    expect(session.version).toMatch(/\d/);
    expect(await page.evaluate(() => document.title)).toBe("trackfit");
    const sum = await page.evaluate(async ({ a, b }) => Promise.resolve({ sum: a + b }), { a: 1, b: 2 });
    expect(sum).toEqual({ sum: 3 });
    await page.close();
  });

  test("tells what a page threw", async () => {
    const page = await session.open(site.page());
    await expect(
      page.evaluate(() => {
        throw new RangeError("too far");
      }),
    ).rejects.toMatchObject({ name: "RangeError", message: "too far" });
    await page.close();
  });

  test("runs functions where the page's policy forbids eval", async () => {
    const page = await session.open(site.page("script-src 'self'"));
    expect(await page.evaluate(() => 1 + 1)).toBe(2);
    expect(
      await page.evaluate(async () => {
        const entry = "/dist/devices.js";
        return Object.keys((await import(entry)) as object).length > 0;
      }),
    ).toBe(true);
    await page.close();
  });

  test("collects errors of the page", async () => {
    const page = await session.open(site.page());
    expect(page.errors()).toEqual([]);
    await page.evaluate(async () => {
      const told = new Promise((resolve) => {
        addEventListener("error", resolve);
      });
      setTimeout(() => {
        throw new RangeError("nobody catches it");
      });
      console.error("of the console");
      await told;
    });
    // The next answer is later than the browser's message in each of the protocols.
    await page.evaluate(() => 0);
    const expected = [expect.stringContaining("nobody catches it")];
    expect(page.errors()).toEqual(expect.arrayContaining(expected));
    if (name !== "webkit") expect(page.errors()).toContain("of the console");
    await page.close();
  });

  test("has a fake camera, a page that is seen and the focus", async () => {
    const page = await session.open(site.page());
    const seen = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const [video] = stream.getVideoTracks();
      const state = [video?.kind, video?.readyState, document.visibilityState, document.hasFocus()];
      video?.stop();
      return state;
    });
    expect(seen).toEqual(["video", "live", "visible", true]);
    await page.close();
  });

  test("runs a script in every document that a page goes to", async () => {
    const initScript = "window.visits = [...(window.visits ?? []), location.pathname];";
    const page = await session.open(site.page(), { initScript });
    const visits = (): unknown => (window as unknown as { visits: unknown }).visits;
    expect(await page.evaluate(visits)).toEqual(["/"]);
    await page.goto(site.page({ body: "another" }));
    expect(await page.evaluate(visits)).toEqual([expect.stringMatching(/^\/pages/)]);
    await page.close();
  });

  test("has two pages at once", async () => {
    const [one, two] = await Promise.all([session.open(site.page()), session.open(site.page())]);
    // Listening begins before the function is through, so that the other page cannot be too early.
    await one.evaluate(() => {
      const channel = new BroadcastChannel("between");
      const heard = new Promise((resolve) => {
        channel.onmessage = ({ data }) => {
          resolve(data);
          channel.close();
        };
      });
      Object.assign(window, { heard });
    });
    const received = one.evaluate(() => (window as unknown as { heard: Promise<unknown> }).heard);
    await two.evaluate(() => {
      const channel = new BroadcastChannel("between");
      channel.postMessage("from the other page");
      channel.close();
    });
    expect(await received).toBe("from the other page");
    await Promise.all([one.close(), two.close()]);
  });

  test("takes pictures of a viewport of the size asked for", async () => {
    const page = await session.open(site.page());
    await page.setViewport(420, 700);
    const size = await page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio]);
    expect(size).toEqual([420, 700, 1]);
    const png = Buffer.from(await page.screenshot());
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([420, 700]);
    await page.close();
  });

  test("tells properties of the window that have changed", async () => {
    const page = await session.open(site.page());
    await page.evaluate(propertiesOfWindow, "remember");
    const { count, different } = await page.evaluate(propertiesOfWindow, "compare");
    expect(count).toBeGreaterThan(5000);
    expect(different).toEqual([]);
    await page.evaluate(() => {
      Object.defineProperty(MediaDevices.prototype, "enumerateDevices", { enumerable: false });
      Object.assign(navigator, { added: 1 });
    });
    const changed = await page.evaluate(propertiesOfWindow, "compare");
    expect(changed.different.sort()).toEqual(["MediaDevices.prototype.enumerateDevices", "navigator.added"]);
    await page.close();
  });
});
