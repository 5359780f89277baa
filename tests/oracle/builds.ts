/**
 * The builds that have to give the same answers.
 */
import { createSolver } from "../../bindings/solver/index.js";
import type { Fit, Misfit } from "../../bindings/solver/types.js";
import { type Case, registrations } from "./check.js";

export interface Build {
  readonly name: "wasm" | "javascript" | "worker";
  select(one: Case): Promise<Fit | Misfit> | Fit | Misfit;
  close(): void;
}

type Entry = typeof import("../../bindings/solver/index.js");

const properties = registrations;
/** The worker is a file of its own, so it is started from what was built. */
const built = new URL("../../dist/solver.js", import.meta.url).href;

function inThread(name: "wasm" | "javascript", build: "webassembly" | "javascript"): Build {
  let starting: ReturnType<typeof createSolver> | undefined;
  let solver: Awaited<ReturnType<typeof createSolver>> | undefined;
  return {
    name,
    select({ source, constraints }) {
      if (solver !== undefined) return solver.selectSettings(source, constraints as object);
      starting ??= createSolver({ build, properties });
      return starting.then((started) => {
        solver = started;
        return started.selectSettings(source, constraints as object);
      });
    },
    close() {
      solver = undefined;
    },
  };
}

function inWorker(): Build {
  let starting: ReturnType<Entry["createWorkerSolver"]> | undefined;
  const start = async (): Promise<Awaited<NonNullable<typeof starting>>> => {
    const { createWorkerSolver } = (await import(built)) as Entry;
    return createWorkerSolver({ properties });
  };
  return {
    name: "worker",
    async select({ source, constraints }) {
      starting ??= start();
      return (await starting).selectSettings(source, constraints as object);
    },
    close() {
      // One that did not start has failed its cases already.
      starting?.then(
        (solver) => solver.terminate(),
        () => undefined,
      );
      starting = undefined;
    },
  };
}

/** The module in WebAssembly and in JavaScript in this thread, and the one in a worker. */
export function buildsUnderTest(): Build[] {
  return [inThread("wasm", "webassembly"), inThread("javascript", "javascript"), inWorker()];
}
