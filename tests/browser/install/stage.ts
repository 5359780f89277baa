/** Functions of pages/, run in pages of a browser. */
import type { BrowserPage } from "../drivers/index.js";

/** The modules of pages/ whose functions tests call. */
interface Pages {
  alias: typeof import("./pages/alias.js");
  capture: typeof import("./pages/capture.js");
  enabling: typeof import("./pages/enabling.js");
  events: typeof import("./pages/events.js");
  frames: typeof import("./pages/frames.js");
  installing: typeof import("./pages/installing.js");
  kept: typeof import("./pages/kept.js");
  learning: typeof import("./pages/learning.js");
  leaving: typeof import("./pages/leaving.js");
  mixing: typeof import("./pages/mixing.js");
  permissions: typeof import("./pages/permissions.js");
  properties: typeof import("./pages/properties.js");
  recorders: typeof import("./pages/recorders.js");
  screens: typeof import("./pages/screens.js");
  sending: typeof import("./pages/sending.js");
  sizes: typeof import("./pages/sizes.js");
  visibility: typeof import("./pages/visibility.js");
  worker: typeof import("./pages/worker.js");
  wrappers: typeof import("./pages/wrappers.js");
}

type Arguments<F> = F extends (...values: infer A) => unknown ? A : never;
type Result<F> = F extends (...values: never[]) => infer R ? Awaited<R> : never;

/** Calls a function of a module in the page. What it keeps there, it keeps for the next call. */
export function perform<M extends keyof Pages, N extends keyof Pages[M] & string>(
  page: BrowserPage,
  module: M,
  name: N,
  ...values: Arguments<Pages[M][N]>
): Promise<Result<Pages[M][N]>> {
  return page.evaluate(
    async (call) => {
      const found = (await import(call.path)) as Record<string, unknown>;
      return Reflect.apply(
        found[call.name] as (...all: unknown[]) => unknown,
        undefined,
        call.values,
      ) as never;
    },
    { path: `/source/tests/browser/install/pages/${module}.js`, name, values },
  );
}
