/** The event loop's tasks. */

/** Queues a task. */
type QueueTask = (steps: () => void) => void;

// Taken once: test frameworks replace the timers of the global object, and events are not theirs to hold up.
const { setTimeout, setImmediate, MessageChannel } = globalThis as {
  setTimeout: (steps: () => void, delay: number) => unknown;
  setImmediate?: QueueTask;
  MessageChannel?: typeof globalThis.MessageChannel;
};

let queue: QueueTask | undefined;

/** Queues a task: what runs after the script that runs now and its microtasks, in the order in which they were queued. */
export function queueTask(steps: () => void): void {
  queue ??= setImmediate ?? (MessageChannel ? messages(MessageChannel) : timers);
  queue(steps);
}

/** A promise that resolves in a task of its own. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    queueTask(resolve);
  });
}

/** Tasks as messages: unlike timers they do not wait for milliseconds when nested, or for seconds in a hidden page. */
function messages(Channel: typeof globalThis.MessageChannel): QueueTask {
  const { port1, port2 } = new Channel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (steps) => {
    waiting.push(steps);
    port2.postMessage(undefined);
  };
}

function timers(steps: () => void): void {
  setTimeout(steps, 0);
}
