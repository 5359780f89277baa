/** What the pages of these tests have in common. */

// Names in variables are not bundled: what is tested is what is published.
const browserEntry = "/dist/browser.js";
const packageEntry = "/dist/index.js";

/** trackfit/browser, as it is built. */
export async function trackfitBrowser(): Promise<typeof import("../../../../bindings/browser/index.js")> {
  return (await import(browserEntry)) as never;
}

/** trackfit, as it is built. */
export async function trackfit(): Promise<typeof import("../../../../bindings/index.js")> {
  return (await import(packageEntry)) as never;
}

/** What the console was told as warnings while a function ran. */
export async function warningsOf(run: () => unknown): Promise<string[]> {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (...values: unknown[]) => void warnings.push(values.map(String).join(" "));
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

/** The name of what a promise was rejected with, and its message; its value where it was not. */
export async function outcome<T>(promise: Promise<T>): Promise<T | { name: string; message: string }> {
  try {
    return await promise;
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

/** The only one of a list. */
export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`There are ${list.length} in place of one.`);
  return first;
}

/** Stops all tracks of streams. */
export function stop(...streams: readonly MediaStream[]): void {
  for (const stream of streams) for (const track of stream.getTracks()) track.stop();
}

/** Resolves after all tasks that are due have run. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve));
}
