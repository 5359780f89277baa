/** What is learned of a browser's devices: how often they are asked, and what is kept of the answers. */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "../drivers/index.js";
import { startSite, type Site } from "../site.js";
import type { PretenceOptions } from "./pages/pretence.js";
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

  beforeAll(async () => {
    session = await launch(name);
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  /** Runs in a page of an origin that has never captured, as far as this package knows. */
  async function inPage<T>(run: (page: BrowserPage) => Promise<T>): Promise<T> {
    const page = await session.open(site.page());
    try {
      await perform(page, "learning", "forget");
      const result = await run(page);
      expect(page.errors()).toEqual([]);
      return result;
    } finally {
      await page.close();
    }
  }

  test("a camera is asked for its modes on the first visit and not on the next", async () => {
    const [first, second] = await inPage(async (page) => {
      const before = await perform(page, "learning", "visit");
      await page.goto(site.page());
      return [before, await perform(page, "learning", "visit")];
    });
    expect(first.calls.applyConstraints).toBeGreaterThan(0);
    expect(second).toEqual({ calls: { getUserMedia: 1, applyConstraints: 0 }, size: first.size });
  });

  test("every camera is learned of once", async () => {
    const { cameras, left } = await inPage((page) => perform(page, "learning", "learningOfAll"));
    expect(cameras).toBeGreaterThan(0);
    expect(left).toBe(0);
  });

  test("two requests at once learn of a camera as one does", async () => {
    expect(await inPage((page) => perform(page, "learning", "twice"))).toBe("1280x720");
  });

  test("what a camera refuses while somebody else has it is not taken for what it lacks", async () => {
    const { during, any, after } = await inPage((page) => perform(page, "learning", "besidesNative"));
    // Quirk 1: Chromium, the mode of a camera cannot change while there are two tracks of it.
    expect(during).toBe(name === "chromium" ? "OverconstrainedError" : "1280x720");
    expect([any, after]).toEqual(["1280x720", "1280x720"]);
  });

  test.each<MediaStreamConstraints>([
    { audio: { echoCancellation: { exact: false } } },
    { audio: { channelCount: { exact: 1 } } },
    { video: { resizeMode: { exact: "none" } } as MediaTrackConstraints },
  ])("what is required of a device of which nothing is known yet is not refused: %j", async (constraints) => {
    const { ours, native } = await inPage((page) => perform(page, "learning", "granted", constraints));
    // It knows no channelCount, of no microphone, and passes over what is required of it.
    const isUnknown = name === "webkit" && JSON.stringify(constraints).includes("channelCount");
    expect([ours, native]).toEqual([isUnknown ? "OverconstrainedError" : "granted", "granted"]);
  });

  // Firefox has one fake camera.
  const directions: readonly [facingMode: ConstrainDOMString, answer: string][] =
    name === "firefox"
      ? []
      : [
          [{ exact: "environment" }, "environment"],
          ["environment", "environment"],
          [{ exact: "user" }, "user"],
          [{ exact: "left" }, "OverconstrainedError"],
        ];

  for (const [facingMode, answer] of directions) {
    const asked = JSON.stringify(facingMode);
    test(`a camera that tells where it faces once it is open is found by the first request for ${asked}, and by a later one`, async () => {
      const requests = [{ facingMode }, {}, { facingMode }];
      const faced = await inPage((page) => perform(page, "learning", "facing", requests));
      expect(faced.answers).toEqual([answer, "user", answer]);
      const later = await inPage((page) => perform(page, "learning", "facing", [{}, { facingMode }]));
      expect(later.answers).toEqual(["user", answer]);
    });
  }

  test("what was opened for a request that fails is given back at once", async () => {
    const seen = await inPage((page) => perform(page, "learning", "failing", { width: { exact: 99_999 } }));
    // Chromium without its prompt tells what its cameras can do before one is open.
    expect(seen).toEqual({ name: "OverconstrainedError", isOpened: name !== "chromium", live: 0 });
  });

  if (name !== "firefox") {
    test("where one camera runs at a time, the one that is asked for does", async () => {
      const requests = [{ facingMode: { exact: "environment" } }, { facingMode: "user" }, { width: 640 }];
      const faced = await inPage((page) => perform(page, "learning", "facing", requests, { isSingle: true }));
      expect(faced.answers).toEqual(["environment", "user", "user"]);
      expect(faced.opened[0]).toBe("environment");
      expect(faced.live).toBe(0);
    });

    test("a camera that is required to face elsewhere than the chosen one is found", async () => {
      const requests = [{ facingMode: "environment" }, { facingMode: { exact: "environment" } }];
      const options: PretenceOptions = { chosen: "user", leave: "prompt" };
      const faced = await inPage((page) => perform(page, "learning", "facing", requests, options));
      expect(faced.answers).toEqual(["user", "environment"]);
    });

    test.each<[leave: PermissionState, answers: string[]]>([
      // By its capabilities the first camera fits as well, and it comes first.
      ["granted", ["user", "user", "user"]],
      ["prompt", ["environment", "environment", "user"]],
    ])(
      "the camera chosen in a prompt is taken where leave is for it alone: then %s",
      async (leave, answers) => {
        const requests = [{ width: 640 }, {}, { facingMode: { exact: "user" } }];
        const options = { chosen: "environment", leave };
        const faced = await inPage((page) => perform(page, "learning", "facing", requests, options));
        expect(faced.answers).toEqual(answers);
        expect(faced.opened[0]).toBe("environment");
      },
    );
  }

  test("a microphone is the one that the browser calls the default, by that name", async () => {
    expect(await inPage((page) => perform(page, "alias", "named"))).toEqual({
      answers: [true, true, true, true, "OverconstrainedError"],
      applied: "granted",
      asked: { deviceId: { exact: "default" } },
    });
  });

  if (name === "webkit") {
    test.each<[leave: PermissionState, answer: string]>([
      ["granted", "environment"],
      ["prompt", "user"],
    ])("a camera that fits better is not taken in place of the chosen one: %s", async (leave, answer) => {
      // Its second camera has larger pictures than its first.
      const options = { chosen: "user", leave };
      const { answers } = await inPage((page) =>
        perform(page, "learning", "facing", [{ width: 3840 }], options),
      );
      expect(answers).toEqual([answer]);
    });
  }
});
