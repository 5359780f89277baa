/** Functions of the modules of pages/, called in a page. */
import type { BrowserPage } from "../drivers/index.js";

interface Pages {
  conversions: typeof import("./pages/conversions.js");
  lives: typeof import("./pages/lives.js");
  outputs: typeof import("./pages/outputs.js");
  consumers: typeof import("./pages/consumers.js");
}

type Values<F> = F extends (...values: infer V) => unknown ? V : never;
type Result<F> = F extends (...values: never[]) => infer R ? Awaited<R> : never;

/** Calls a function; its arguments and its answer go as JSON does. */
export async function perform<M extends keyof Pages, N extends keyof Pages[M] & string>(
  page: BrowserPage,
  module: M,
  name: N,
  ...values: Values<Pages[M][N]>
): Promise<Result<Pages[M][N]>> {
  const answer = await page.evaluate(
    async ({ from, called, given }) => {
      const found = (await import(from)) as Record<string, (...values: unknown[]) => Promise<unknown>>;
      return found[called]?.(...given);
    },
    {
      from: `/source/tests/browser/native-media/pages/${module}.js`,
      called: name,
      given: values,
    },
  );
  return answer as Result<Pages[M][N]>;
}
