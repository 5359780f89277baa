/** The tasks of one media element. */
import { queueTask } from "../../capture/tasks.js";

interface Task {
  readonly run: () => void;
  readonly settle: (() => void) | undefined;
}

/** HTML, 4.8.11.2, the media element event task source: tasks run in order, each on its own. */
export class TaskQueue {
  #tasks: Task[] = [];

  /** Queues a task. `settle`, with which it ends, settles promises, which `clear` does at once. */
  queue(run: () => void, settle?: () => void): void {
    const tasks = this.#tasks;
    tasks.push({ run, settle });
    queueTask(() => {
      const task = tasks.shift();
      task?.run();
      task?.settle?.();
    });
  }

  /** Removes the tasks that have not run; the promises that they were to settle are settled now. */
  clear(): void {
    const tasks = this.#tasks;
    this.#tasks = [];
    for (const { settle } of tasks.splice(0)) settle?.();
  }
}
