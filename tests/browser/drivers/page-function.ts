/** Functions on their way into a page, and answers on their way back. */
import type { BrowserPage } from "./types.js";

/** What a function threw, or what its promise was rejected with, in a page. Its stack is that of the test. */
export class PageError extends Error {
  /** The stack in the page. */
  readonly pageStack: string;

  constructor(name: string, message: string, stack: string) {
    super(message);
    this.name = name;
    this.pageStack = stack;
  }
}

/**
 * An expression for a promise of the function's answer as JSON. It needs no `eval`, so that pages whose policy forbids it
 * run it too.
 */
function expressionOf(run: (argument: never) => unknown, argument: unknown): string {
  const json = argument === undefined ? "undefined" : JSON.stringify(argument);
  return `(async () => {
  try {
    return JSON.stringify({ value: await (${run.toString()})(${json}) });
  } catch (thrown) {
    const isError = typeof thrown === "object" && thrown !== null && "message" in thrown;
    const error = isError
      ? { name: String(thrown.name), message: String(thrown.message), stack: String(thrown.stack ?? "") }
      : { name: "Error", message: "thrown: " + String(thrown), stack: "" };
    return JSON.stringify({ error });
  }
})()`;
}

interface Answer {
  value?: unknown;
  error?: { name: string; message: string; stack: string };
}

/** `evaluate()` of a page, by what sends an expression there and gives what its promise gives. */
export function evaluateBy(send: (expression: string) => Promise<unknown>): BrowserPage["evaluate"] {
  return async function evaluate<R, A>(run: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    const called: { stack?: string } = {};
    Error.captureStackTrace(called, evaluate);
    const json = await send(expressionOf(run, argument));
    if (typeof json !== "string") throw new TypeError(`A page must answer with JSON, got ${typeof json}.`);
    const { value, error } = JSON.parse(json) as Answer;
    if (error === undefined) return value as R;
    const thrown = new PageError(error.name, error.message, error.stack);
    thrown.stack = `${String(thrown)}\n${called.stack?.replace(/^.*\n/, "") ?? ""}`;
    throw thrown;
  };
}
