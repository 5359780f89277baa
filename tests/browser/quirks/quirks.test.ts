/**
 * What browsers do wrong by themselves. A test that fails here may be good news: the browser has been mended, and what
 * the register says of it, with the code that names its number, can go.
 */
import {
  browsersHere,
  launch,
  LAUNCH_LIMIT,
  type BrowserPage,
  type BrowserSession,
} from "../drivers/index.js";
import { startSite, type Site } from "../site.js";
import { observed } from "./observed.js";

let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(async () => {
  await site.close();
});

describe.each(browsersHere)("%s by itself", (name) => {
  let session: BrowserSession;
  let page: BrowserPage;

  beforeAll(async () => {
    session = await launch(name);
    page = await session.open(site.page());
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  const observe = ([module, observation]: readonly [string, string]): Promise<unknown> =>
    page.evaluate(
      async ([path, key]) => {
        const found = (await import(path)) as Record<string, () => Promise<unknown>>;
        const run = found[key];
        if (!run) throw new Error(`${path} has no ${key}.`);
        return run();
      },
      [`/source/tests/browser/quirks/page/${module}.js`, observation] as const,
    );

  test.each(observed.filter(({ wrong }) => name in wrong))("quirk $number: $fault", async (quirk) => {
    expect(await observe(quirk.observe)).toEqual(quirk.wrong[name]);
  });

  test.each(observed.filter(({ right = {} }) => name in right))("is free of quirk $number", async (quirk) => {
    expect(await observe(quirk.observe)).toEqual(quirk.right?.[name]);
  });
});
