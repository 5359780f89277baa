/** Node's worker threads, reached in a way that leaves bundles for browsers alone. */
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";

export { nodeEndpoint };

/** Whether this is Node (or jsdom within it) without web workers of its own. */
export function isNode(): boolean {
  return (
    typeof process === "object" && typeof process.versions?.node === "string" && typeof Worker === "undefined"
  );
}

/** Node's module of worker threads. */
export async function workerThreads(): Promise<typeof import("node:worker_threads")> {
  const name = "node:worker_threads";
  return (await import(
    /* webpackIgnore: true */ /* @vite-ignore */ name
  )) as typeof import("node:worker_threads");
}
