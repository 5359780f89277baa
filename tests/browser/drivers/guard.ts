/** Sees to it that no process of a browser outlives its session, however that ends. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("guard-process.mjs", import.meta.url));

/** A process that waits to end the others of a session, when told or when this process is gone, killed even. */
export interface Guard {
  /** For temporary files; goes with the guard. */
  readonly folder: string;
  /** Every process of the session must be started with it: it has the mark by which the guard knows them. */
  readonly environment: Record<string, string>;
  /** Also ends the process group of this number, where a process's environment cannot be read. */
  watch(pid: number | undefined): void;
  /** Ends all processes, and waits for it. */
  end(): Promise<void>;
}

function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Starts the guard of a session. */
export async function startGuard(): Promise<Guard> {
  const folder = await mkdtemp(join(tmpdir(), "trackfit-browser-"));
  const mark = randomUUID();
  const child = spawn(process.execPath, [script, mark, folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => {
      resolve();
    });
    child.on("error", () => {
      resolve();
    });
  });
  child.stdin.on("error", () => undefined);
  child.unref();
  return {
    folder,
    environment: { ...ownEnvironment(), TRACKFIT_GUARD: mark, TMPDIR: folder },
    watch(pid) {
      if (pid !== undefined) child.stdin.write(`${pid}\n`);
    },
    end() {
      child.ref();
      child.stdin.end();
      return ended;
    },
  };
}
