/** Waits with an end. */

/** What the promise gives, or undefined after so many milliseconds; failures are passed over. Never rejects. */
export async function atMost<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, over]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
