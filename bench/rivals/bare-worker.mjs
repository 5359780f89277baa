// Answers every message at once with the answer it was started with.
import { parentPort, workerData } from "node:worker_threads";

parentPort.on("message", ({ id }) => parentPort.postMessage({ id, type: "RAW", value: workerData }));
