/** Functions of the modules of pages/, called in a page. */
import type { BrowserPage } from "../drivers/index.js";

interface Pages {
  direct: typeof import("./pages/direct.js");
  scripted: typeof import("./pages/scripted.js");
}

type Result<F> = F extends (...values: never[]) => infer R ? Awaited<R> : never;

/** Calls a function; its answer goes as JSON does. */
export async function perform<M extends keyof Pages, N extends keyof Pages[M] & string>(
  page: BrowserPage,
  module: M,
  name: N,
): Promise<Result<Pages[M][N]>> {
  const answer = await page.evaluate(
    async ({ from, called }) => {
      const found = (await import(from)) as Record<string, () => Promise<unknown>>;
      return found[called]?.();
    },
    { from: `/source/tests/browser/virtual/pages/${module}.js`, called: name },
  );
  return answer as Result<Pages[M][N]>;
}
