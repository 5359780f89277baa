/** The site that pages are on, as each of the browsers sees it. */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "./drivers/index.js";
import { startSite, type Site } from "./site.js";

let site: Site;

beforeAll(async () => {
  site = await startSite({
    routes: { "/number.js": { type: "text/javascript", text: "export default 7;" } },
  });
});

afterAll(async () => {
  await site.close();
});

/** Answers a message with whether a camera is had. */
const frame = `<script>
onmessage = async () => {
  const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(() => "live", ({ name }) => name);
  parent.postMessage(camera, "*");
};
</script>`;

const askFrame = (page: BrowserPage): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("message", ({ data }) => {
          resolve(data);
        });
        window.frames[0]?.postMessage("camera?", "*");
      }),
  );

describe.each(browsersHere)("%s", (name) => {
  let session: BrowserSession;

  beforeAll(async () => {
    session = await launch(name, { proxy: site.origin });
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  test("has secure contexts of two origins and an insecure one", async () => {
    const page = await session.open(site.page());
    const context = (): unknown[] => [location.origin, isSecureContext, "mediaDevices" in navigator];
    expect(await page.evaluate(context)).toEqual([site.origin, true, true]);
    await page.goto(site.page({ of: "other" }));
    expect(await page.evaluate(context)).toEqual([site.otherOrigin, true, true]);
    await page.goto(site.page({ of: "insecure" }));
    expect(await page.evaluate(context)).toEqual([site.insecureOrigin, false, false]);
    await page.close();
  });

  test("isolates pages that ask for it, with workers and modules in them", async () => {
    const page = await session.open(site.page({ isolated: true }));
    const seen = await page.evaluate(async () => {
      const entry = "/source/bindings/index.js";
      const trackfit = (await import(entry)) as typeof import("../../bindings/index.js");
      const remote = await trackfit.createWorkerSolver();
      const modes = [{ width: 640, height: 480, frameRates: [30] }];
      const fit = await remote.selectSettings({ kind: "videoinput", deviceId: "a", modes }, {});
      const { place } = remote;
      remote.terminate();
      const route = "/number.js";
      const { default: number } = (await import(route)) as { default: number };
      return { isolated: crossOriginIsolated, place, ok: fit.ok, number };
    });
    expect(seen).toEqual({ isolated: true, place: "worker", ok: true, number: 7 });
    await page.close();
  });

  test("tells whoever imports a module that cannot be bundled", async () => {
    const page = await session.open(site.page());
    const imported = page.evaluate(async () => {
      const entry = "/source/bindings/nothing.js";
      await import(entry);
    });
    await expect(imported).rejects.toThrow("There is no module bindings/nothing.");
    await page.close();
  });

  test.each([
    ["of its own origin", undefined, "", "live"],
    ["of another origin", "other", "", "NotAllowedError"],
    ["of another origin that is allowed to", "other", 'allow="camera"', "live"],
  ] as const)("gives a camera to a frame %s, or does not", async (_, of, allow, expected) => {
    const address = site.page({ body: frame, ...(of === undefined ? {} : { of }) });
    const page = await session.open(site.page({ body: `<iframe ${allow} src="${address}"></iframe>` }));
    expect(await askFrame(page)).toBe(expected);
    await page.close();
  });

  test("sends policies", async () => {
    const page = await session.open(site.page({ permissionsPolicy: "camera=()", csp: "script-src 'none'" }));
    const { csp, camera } = await page.evaluate(async () => {
      const route = "/number.js";
      return {
        csp: await import(route).then(
          () => "imported",
          () => "refused",
        ),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
          () => "live",
          (error: unknown) => (error as DOMException).name,
        ),
      };
    });
    expect(csp).toBe("refused");
    // Only Chromium knows the header.
    expect(camera).toBe(name === "chromium" ? "NotAllowedError" : "live");
    await page.close();
  });
});
