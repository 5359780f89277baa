/** The worker's own script, in browsers and in Node's worker_threads. */
import { expose, type Endpoint } from "comlink";
import { createJointEngine } from "./create-joint-engine.js";
import { SolverService } from "./service.js";
import { isNode, nodeEndpoint, workerThreads } from "./node-workers.js";

const service = new SolverService(createJointEngine);
if (isNode()) {
  const { parentPort } = await workerThreads();
  if (parentPort) expose(service, nodeEndpoint(parentPort));
} else {
  expose(service, globalThis as unknown as Endpoint);
}
