/** Virtual cameras as native tracks, in every browser: what they show is what their settings tell. */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "../drivers/index.js";
import { startSite, type Site } from "../site.js";
import { perform } from "./perform.js";

let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(async () => {
  await site.close();
});

/** Each is larger than the one before. */
function expectRising(numbers: readonly number[]): void {
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
}

/** How many native pictures there are, on the average, to one that is shown. */
function spacing(numbers: readonly number[] = []): number {
  return ((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)) / (numbers.length - 1);
}

describe.each(browsersHere)("virtual cameras in %s", (name) => {
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    session = await launch(name);
    page = await session.open(site.page());
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    expect(page.errors()).toEqual([]);
    await session.close();
  }, 60_000);

  test("are cropped, scaled and thinned out on their way to an element", async () => {
    const { seen, open } = await perform(page, "direct", "fitted");
    expect(seen["native"]).toMatchObject({ told: [640, 480, 30], size: [640, 480] });
    expect(seen["cropped"]).toMatchObject({ told: [360, 480, 30], size: [360, 480] });
    expect(seen["scaled"]).toMatchObject({ told: [320, 180, 30], size: [320, 180] });
    expect(seen["thinned"]).toMatchObject({ told: [320, 240, 10], size: [320, 240] });
    for (const { numbers } of Object.values(seen)) expectRising(numbers);
    // 10 of 30.
    expect(spacing(seen["thinned"]?.numbers)).toBeGreaterThanOrEqual(2.5);
    expect(open).toBe(0);
  });

  test("are given other settings while they are shown", async () => {
    const { sizes, refused, kept, numbers } = await perform(page, "direct", "refitted");
    expect(sizes).toEqual([
      [640, 480],
      [1280, 720],
      [200, 300],
      [640, 480],
    ]);
    expect(refused).toEqual(["OverconstrainedError", "height"]);
    expect(kept).toEqual([640, 480, 30]);
    expectRising(numbers);
  });

  test("show black while their track is disabled", async () => {
    const { before, size, after, number } = await perform(page, "direct", "disabled");
    expect(before).toBeGreaterThan(60);
    expect(size).toEqual([320, 240]);
    expect(Math.abs(after - before)).toBeLessThan(20);
    expect(number).toBeGreaterThan(0);
  });

  test("have clones that go their own way", async () => {
    const { alike, both, left, states, open } = await perform(page, "direct", "cloned");
    expect(alike).toBe(true);
    const [one, other] = both;
    expect(one).toMatchObject({ told: [640, 480, 30], size: [640, 480] });
    expect(other).toMatchObject({ told: [160, 120, 30], size: [160, 120] });
    expect(left).toBeGreaterThan(other.numbers.at(-1) ?? Infinity);
    expect(states).toEqual(["ended", "live"]);
    expect(open).toEqual([1, 0]);
  });

  test("have several tracks with settings of their own, from one mode", async () => {
    const { seen, refused, kept, open } = await perform(page, "direct", "several");
    expect(seen[0]).toMatchObject({ told: [1280, 720, 30], size: [1280, 720] });
    expect(seen[1]).toMatchObject({ told: [320, 180, 30], size: [320, 180] });
    expect(seen[2]).toMatchObject({ told: [240, 240, 10], size: [240, 240] });
    for (const { numbers } of seen) expectRising(numbers);
    expect(spacing(seen[2]?.numbers)).toBeGreaterThanOrEqual(2.5);
    expect(refused).toBe("OverconstrainedError");
    expect(kept).toEqual(seen.map(({ told }) => told));
    expect(open).toBe(1);
  });

  test("are in use two at a time", async () => {
    const { seen, openSources, labels, states, numbers } = await perform(page, "direct", "two");
    expect(seen[0]).toMatchObject({ told: [640, 480, 30], size: [640, 480] });
    expect(seen[1]).toMatchObject({ told: [160, 120, 60], size: [160, 120] });
    expect(openSources).toBe(2);
    expect(labels).toEqual(["Laptop", "Small and fast"]);
    expect(states).toEqual(["ended", "live"]);
    expectRising(numbers);
  });

  test("run at 60 frames per second", async () => {
    const { rate, settings } = await perform(page, "direct", "fast");
    expect(settings).toEqual([160, 120, 60]);
    // As much as a busy machine allows to be said; numbers go on when frames are left out. It is not 30.
    expect(rate).toBeGreaterThan(40);
    expect(rate).toBeLessThan(75);
  });
});
