// Answers every call over Comlink with the answer it was started with.
import { parentPort, workerData } from "node:worker_threads";
import { expose } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";

expose({ echo: () => workerData }, nodeEndpoint(parentPort));
