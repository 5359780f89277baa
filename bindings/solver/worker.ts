/** The worker's own script, in browsers and in Node's worker_threads. */
import { expose, type Endpoint } from "comlink";
import { SolverService } from "./service.js";
import { isNode, nodeEndpoint, workerThreads } from "./node-workers.js";

if (isNode()) {
  const { parentPort } = await workerThreads();
  if (parentPort) expose(new SolverService(), nodeEndpoint(parentPort));
} else {
  expose(new SolverService(), globalThis as unknown as Endpoint);
}
