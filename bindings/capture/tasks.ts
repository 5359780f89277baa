/** The event loop's tasks. */

// Taken once: test frameworks replace the timers of the global object, and events are not theirs to hold up. Node's
// setImmediate has none of the millisecond that a timer takes at least.
const { setTimeout, setImmediate } = globalThis as {
  setTimeout: (steps: () => void, delay: number) => unknown;
  setImmediate?: (steps: () => void) => unknown;
};

/** Queues a task: what runs after the script that runs now and its microtasks. */
export const queueTask: (steps: () => void) => void = setImmediate ?? ((steps) => void setTimeout(steps, 0));

/** A promise that resolves in a task of its own. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    queueTask(resolve);
  });
}
