/** The files of the page to try trackfit and of its workers, by name. */
export function playgroundFiles(): Promise<ReadonlyMap<string, Uint8Array>>;

/** Serves files on the first free port from `port` on; 0 takes any. Gives the address, and what ends it. */
export function servePlayground(
  files: ReadonlyMap<string, Uint8Array>,
  port?: number,
): Promise<{ url: string; close(): Promise<void> }>;
