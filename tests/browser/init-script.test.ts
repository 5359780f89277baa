/** The init script: a page's own, unmodified scripts on virtual devices, in every browser. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "./drivers/index.js";
import { propertiesOfWindow } from "./page-functions.js";
import { startSite, type Site } from "./site.js";
import { perform } from "./virtual/perform.js";

const file = fileURLToPath(new URL("../../dist/init-script.js", import.meta.url));

/** The page's script; it knows nothing of this package. */
const own = `<video autoplay muted playsinline></video><script>
async function show() {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { width: { exact: 320 }, height: { exact: 240 } },
  });
  document.querySelector("video").srcObject = stream;
}
</script>`;

/** Writes down whatever is told on the console. */
const recorder = `globalThis.told = [];
for (const level of ["debug", "log", "info", "warn", "error"]) {
  console[level] = (...values) => told.push([level, ...values].map(String).join(" "));
}
`;

/** A host that is no secure context. */
const INSECURE = "insecure.test";

/** Browsers whose drivers have scripts run before those of the page; WebDriver has no such command. */
const isEarly = { chromium: true, firefox: true, webkit: false };

/** Browsers that run an AudioContext without a sound server. */
const isHeard = { chromium: true, firefox: false, webkit: true };

let site: Site;
let script: string;

beforeAll(async () => {
  [site, script] = await Promise.all([startSite(), readFile(file, "utf8")]);
});

afterAll(async () => {
  await site.close();
});

describe.each(browsersHere)("the init script in %s", (name) => {
  let session: BrowserSession;
  const opened: BrowserPage[] = [];

  beforeAll(async () => {
    session = await launch(name, {
      extraArgs: name === "chromium" ? [`--host-resolver-rules=MAP ${INSECURE} 127.0.0.1`] : [],
      prefs: { "network.dns.localDomains": INSECURE },
    });
  }, LAUNCH_LIMIT);

  afterEach(async () => {
    for (const page of opened.splice(0)) {
      expect(page.errors()).toEqual([]);
      await page.close();
    }
  });

  afterAll(async () => {
    await session.close();
  }, 60_000);

  /** A page with virtual devices; options are a JavaScript expression. */
  async function open(options = "undefined", body = "", before = ""): Promise<BrowserPage> {
    const initScript = `${before}globalThis.trackfitOptions = ${options};\n${script}`;
    const page = await session.open(site.page({ body }), { initScript });
    opened.push(page);
    return page;
  }

  test("shows the virtual camera to a page's own script", async () => {
    const starting = isEarly[name] ? "<script>show();</script>" : "";
    const page = await open(undefined, own + starting);
    if (!isEarly[name]) {
      await page.evaluate(() => {
        (window as unknown as { show(): void }).show();
      });
    }
    const { numbers, size, label, isNative } = await perform(page, "scripted", "ownElement");
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(size).toEqual([320, 240]);
    expect(label).toBe("Virtual camera");
    expect(isNative).toBe(true);
  });

  describe("lets a test", () => {
    let page: BrowserPage;

    beforeAll(async () => {
      page = await open();
      // All tests share it.
      opened.length = 0;
    });

    afterAll(async () => {
      expect(page.errors()).toEqual([]);
      await page.close();
    });

    test("mute the camera", async () => {
      expect(await perform(page, "scripted", "muting")).toEqual({
        states: [false, true, false],
        rises: true,
      });
    });

    test("have the camera fail and be busy", async () => {
      expect(await perform(page, "scripted", "failing")).toEqual({
        names: ["NotReadableError", "AbortError", "none", "NotReadableError", "none"],
        open: 0,
      });
    });

    test("turn the camera", async () => {
      const { turned, back, numbers } = await perform(page, "scripted", "turning");
      expect(turned).toEqual([480, 640]);
      expect(back).toEqual([640, 480]);
      expect(numbers[1]).toBeGreaterThan(numbers[0] ?? Infinity);
    });

    test("hear the microphone where the browser plays sound", async () => {
      const { played, heard } = await perform(page, "scripted", "tone");
      expect(played).toBe(440);
      // JSON knows no undefined.
      if (isHeard[name]) expect(heard).toBeCloseTo(played, -1);
      else expect(heard).toBeUndefined();
    });

    test("plug cameras in and out", async () => {
      expect(await perform(page, "scripted", "plugging")).toEqual({
        readyState: "ended",
        without: [],
        failure: "NotFoundError",
        replaced: ["Logitech HD Webcam C270"],
        label: "Logitech HD Webcam C270",
      });
    });
  });

  test("lists devices by what has been captured", async () => {
    const page = await open('{ devices: ["logitech-c270", "logitech-c922", "logitech-c270-mic"] }');
    const hidden = (kind: string): unknown => ({ kind, label: "", ids: [false, false] });
    const cameras = ["Logitech HD Webcam C270", "C922 Pro Stream Webcam"].map((label) => ({
      kind: "videoinput",
      label,
      ids: [true, true],
    }));
    const seen = await perform(page, "scripted", "listedByAndBy");
    expect(seen.before).toEqual([hidden("audioinput"), hidden("videoinput")]);
    expect(seen.during).toEqual([hidden("audioinput"), ...cameras]);
    expect(seen.after).toEqual(seen.during);
    expect(seen.withSound[0]).toMatchObject({ kind: "audioinput", ids: [true, true] });
    expect(seen.withSound[0]?.label).not.toBe("");
    expect(seen.withSound.slice(1)).toEqual(cameras);
  });

  test("takes descriptions of devices", async () => {
    const page = await open(`{ devices: [{
      kind: "videoinput", deviceId: "door", label: "Door",
      modes: [{ width: 400, height: 300, frameRates: [10] }],
    }] }`);
    expect(await perform(page, "scripted", "requests")).toEqual({ audio: "NotFoundError", video: "Door" });
  });

  test("takes a prompt, which is a function", async () => {
    const page = await open(`{ prompt: ({ candidates }) => candidates.video ? "denied" : "granted" }`);
    expect(await perform(page, "scripted", "requests")).toEqual({
      audio: "Virtual microphone",
      video: "NotAllowedError",
    });
  });

  test("takes permissions", async () => {
    const page = await open(`{ permissions: { microphone: "denied" } }`);
    expect(await perform(page, "scripted", "requests")).toEqual({
      audio: "NotAllowedError",
      video: "Virtual camera",
    });
  });

  test("takes a policy", async () => {
    const page = await open(`{ policy: { camera: false } }`);
    expect(await perform(page, "scripted", "requests")).toEqual({
      audio: "Virtual microphone",
      video: "NotAllowedError",
    });
    expect((await perform(page, "scripted", "listed")).map(({ kind }) => kind)).toEqual(["audioinput"]);
  });

  test("leaves the page as it was", async () => {
    const page = await open(
      undefined,
      "",
      `globalThis.trackfitOptions = {}; (${String(propertiesOfWindow)})("remember");\n`,
    );
    expect(await perform(page, "scripted", "uninstalling")).toEqual({ rises: true, open: 0 });
    const { count, different } = await page.evaluate(propertiesOfWindow, "compare" as const);
    expect(count).toBeGreaterThan(2000);
    expect(different).toEqual(["window.trackfitOptions", "window.trackfit"]);
  });

  test("says nothing on the console, in frames and in insecure documents neither", async () => {
    const frames = '<iframe></iframe><iframe srcdoc="<p>x</p>"></iframe><iframe src="about:blank"></iframe>';
    const page = await open(undefined, frames, recorder);
    const told = await page.evaluate(() =>
      [window, ...Array.from(window.frames, (_, i) => window.frames[i])].map(
        (each) => (each as unknown as { told?: string[] }).told,
      ),
    );
    const expected = isEarly[name] ? [[], [], [], []] : [[], undefined, undefined, undefined];
    expect(told).toEqual(JSON.parse(JSON.stringify(expected)));

    const urls = ["about:blank", ...(isEarly[name] ? [site.page().replace("localhost", INSECURE)] : [])];
    for (const url of urls) {
      await page.goto(url);
      const seen = await page.evaluate(() => {
        const { told: all, trackfit } = window as unknown as { told?: string[]; trackfit?: unknown };
        return { isSecure: isSecureContext, all, trackfit: typeof trackfit };
      });
      expect(seen).toEqual({ isSecure: false, all: [], trackfit: "undefined" });
    }
  });
});
