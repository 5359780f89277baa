/** Events that tests wait for. */

/** What does not come is not waited for longer, in milliseconds. */
const LIMIT = 15_000;

/** The next event of a type; does what is to bring it about once it is listened for. */
export function eventAfter(on: EventTarget, type: string, act: () => unknown): Promise<Event> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`There was no ${type} event.`)), LIMIT);
    on.addEventListener(
      type,
      (told) => {
        clearTimeout(timer);
        resolve(told);
      },
      { once: true },
    );
    Promise.resolve(act()).catch(reject);
  });
}

/** The name of what a promise is rejected with. */
export async function nameOfFailure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).name;
  }
  return "none";
}
