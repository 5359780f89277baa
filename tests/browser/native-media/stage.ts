/** A browser with a page for tests of native media. */
import {
  launch,
  LAUNCH_LIMIT,
  type BrowserName,
  type BrowserPage,
  type BrowserSession,
} from "../drivers/index.js";
import { startSite, type PageOptions, type Site } from "../site.js";

/** What stands while the tests of a `describe` run. */
export interface Stage {
  readonly page: BrowserPage;
  /** Opens another page. */
  open(options?: PageOptions): Promise<BrowserPage>;
}

/** Builds a stage before the tests of a `describe` and takes it down after them. */
export function stage(name: BrowserName, options: PageOptions = {}): Stage {
  let site: Site | undefined;
  let session: BrowserSession | undefined;
  let page: BrowserPage | undefined;
  const open = (own: PageOptions = {}): Promise<BrowserPage> => {
    if (!site || !session) throw new Error("The stage is not there yet.");
    return session.open(site.page(own));
  };
  beforeAll(async () => {
    site = await startSite();
    session = await launch(name);
    page = await open(options);
  }, LAUNCH_LIMIT);
  afterAll(async () => {
    await session?.close();
    await site?.close();
  }, 60_000);
  return {
    get page() {
      if (!page) throw new Error("The stage is not there yet.");
      return page;
    },
    open,
  };
}

/** Expects a disc to be where it belongs, and to be neither stretched nor too large, within so many pixels. */
export function expectDisc(seen: Disc, expected: Disc, pixels = 2.5): void {
  for (const side of ["width", "height", "x", "y"] as const) {
    const difference = Math.abs(seen[side] - expected[side]);
    if (difference > pixels) throw new Error(`${JSON.stringify(seen)} is not ${JSON.stringify(expected)}.`);
  }
}

interface Disc {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}
