/**
 * The event loop's tasks, run by hand: what is queued waits in a list until the test runs it. It has to
 * be imported before anything of the package, which takes its `setImmediate` once.
 */

const { setImmediate: platformSetImmediate } = globalThis;
const waiting: (() => void)[] = [];

globalThis.setImmediate = ((callback: () => void): unknown => {
  waiting.push(callback);
  return undefined;
}) as typeof setImmediate;

/** How many tasks wait. */
export function tasksWaiting(): number {
  return waiting.length;
}

/** Runs the task that has waited longest; whether there was one. */
export function runTask(): boolean {
  const task = waiting.shift();
  task?.();
  return task !== undefined;
}

/** Lets the reactions of promises run until there are none. */
export function runReactions(): Promise<void> {
  return new Promise((resolve) => {
    platformSetImmediate(resolve);
  });
}

/** Runs tasks and reactions until there are none. */
export async function runToRest(): Promise<void> {
  do await runReactions();
  while (runTask());
}
