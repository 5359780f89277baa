/** The event loop's tasks. */

// Taken once: test frameworks replace the timers of the global object, and events are not theirs to hold up.
const { setTimeout } = globalThis;

/** Queues a task: what runs after the script that runs now and its microtasks. */
export function queueTask(steps: () => void): void {
  setTimeout(steps, 0);
}

/** A promise that resolves in a task of its own. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    queueTask(resolve);
  });
}
