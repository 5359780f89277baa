/** The event loop's tasks. */

/** Queues a task. */
type QueueTask = (steps: () => void) => unknown;

// Taken once: test frameworks replace the timers of the global object, and events are not theirs to hold up.
const { setTimeout, setImmediate, scheduler } = globalThis as {
  setTimeout: (steps: () => void, delay: number) => unknown;
  setImmediate?: QueueTask;
  scheduler?: { postTask?: QueueTask };
};

/**
 * Queues a task: what runs after the script that runs now and its microtasks, in the order in which they were queued.
 * Timers come last: they wait for milliseconds when nested, and for seconds in a hidden page.
 */
export const queueTask: QueueTask =
  setImmediate ?? scheduler?.postTask?.bind(scheduler) ?? ((steps) => setTimeout(steps, 0));

/** A promise that resolves in a task of its own. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    queueTask(resolve);
  });
}
