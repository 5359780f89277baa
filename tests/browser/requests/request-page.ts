/** The page's side of the tests, as it is called from here. */
import type { BrowserPage } from "../drivers/index.js";
import type { RequestTests } from "./page/index.js";

/** What page/index.ts exports, with promises of what it returns. */
export type RequestPage = {
  [Name in keyof RequestTests]: (
    ...values: Parameters<RequestTests[Name]>
  ) => Promise<Awaited<ReturnType<RequestTests[Name]>>>;
};

/** Calls of page/index.ts in a page of the tests' site. */
export function requestPage(page: BrowserPage): RequestPage {
  const call = (name: string, values: unknown[]): Promise<unknown> =>
    page.evaluate(
      async ({ method, given }) => {
        const module = "/source/tests/browser/requests/page/index.js";
        const { requestTests } = (await import(module)) as { requestTests: Record<string, unknown> };
        return Reflect.apply(requestTests[method] as (...all: unknown[]) => unknown, requestTests, given);
      },
      { method: name, given: values },
    );
  return new Proxy({} as RequestPage, {
    get: (_, name) => (name === "then" ? undefined : (...values: unknown[]) => call(String(name), values)),
  });
}
