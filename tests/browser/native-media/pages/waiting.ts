/** Waiting in pages. */

/** Resolves after so many milliseconds. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Waits until something is so; where it never is, fails and says what was waited for. */
export async function until(isSo: () => boolean, what: string, limit = 20_000): Promise<void> {
  const end = performance.now() + limit;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`${what} has not come about in ${limit} ms.`);
    await sleep(10);
  }
}
