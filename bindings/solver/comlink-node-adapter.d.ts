/** Comlink ships this module without a declaration that its package's exports would find. */
declare module "comlink/dist/esm/node-adapter.mjs" {
  import type { Endpoint } from "comlink";

  /** `port` is a MessagePort or Worker of Node's worker_threads. */
  export default function nodeEndpoint(port: { postMessage(message: unknown): void }): Endpoint;
}
