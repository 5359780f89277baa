/** A browser for tests of media elements. */
import {
  launch,
  LAUNCH_LIMIT,
  type BrowserName,
  type BrowserPage,
  type BrowserSession,
  type LaunchOptions,
} from "../drivers/index.js";
import { startSite, type Site } from "../site.js";

/** The modules of pages/ whose functions tests call. */
interface Pages {
  ending: typeof import("./pages/ending.js");
  faults: typeof import("./pages/faults.js");
  leaving: typeof import("./pages/leaving.js");
  streams: typeof import("./pages/streams.js");
  table: typeof import("./pages/table.js");
}

/** Where a function is called. */
export interface Place {
  /** Whether the page's media elements are repaired; default true. */
  isRepaired?: boolean;
}

/** What stands while the tests of a `describe` run. */
export interface Stage {
  /** Opens a page. */
  open(isRepaired?: boolean): Promise<BrowserPage>;
  /** Calls a function of a module in a page. */
  perform<M extends keyof Pages>(module: M, call: keyof Pages[M] & string, place?: Place): Promise<unknown>;
}

/** Builds a stage before the tests of a `describe` and takes it down after them. */
export function stage(name: BrowserName, options: LaunchOptions = {}): Stage {
  let site: Site | undefined;
  let session: BrowserSession | undefined;
  const shared = new Map<boolean, Promise<BrowserPage>>();
  beforeAll(async () => {
    site = await startSite();
    session = await launch(name, options);
  }, LAUNCH_LIMIT);
  afterAll(async () => {
    await session?.close();
    await site?.close();
  }, 60_000);

  const open = async (isRepaired = true): Promise<BrowserPage> => {
    if (!site || !session) throw new Error("The stage is not there yet.");
    const page = await session.open(site.page());
    if (isRepaired) {
      await page.evaluate(async () => {
        const path = "/source/tests/browser/media-elements/pages/repairs.js";
        const { repair } = (await import(path)) as typeof import("./pages/repairs.js");
        repair();
      });
    }
    return page;
  };
  const pageFor = ({ isRepaired = true }: Place): Promise<BrowserPage> => {
    const page = shared.get(isRepaired) ?? open(isRepaired);
    shared.set(isRepaired, page);
    return page;
  };
  return {
    open,
    async perform(module, call, place = {}) {
      const page = await pageFor(place);
      const result = await page.evaluate(
        async ([path, key]) => {
          const found = (await import(path)) as Record<string, () => Promise<unknown>>;
          const run = found[key];
          if (!run) throw new Error(`${path} has no ${key}.`);
          return run();
        },
        [`/source/tests/browser/media-elements/pages/${module}.js`, call] as const,
      );
      expect(page.errors()).toEqual([]);
      return result;
    },
  };
}
