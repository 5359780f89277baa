/** Runs the built command as a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  /** What standard input says, in pieces. */
  input?: Iterable<string | Uint8Array>;
  nodeArgs?: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

async function finished(child: ReturnType<typeof spawn>): Promise<Outcome> {
  const outcome: Outcome = { code: null, stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (outcome.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (outcome.stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { ...outcome, code };
}

/** Runs `trackfit` with arguments; standard input is empty where none is given. */
export async function trackfit(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { input = [], nodeArgs = [], env = {}, cwd } = options;
  const child = spawn(process.execPath, [...nodeArgs, cli, ...args], {
    env: { ...process.env, COLUMNS: "", NO_COLOR: "", ...env },
    ...(cwd !== undefined && { cwd }),
  });
  const outcome = finished(child);
  // The command may end before it has read everything.
  child.stdin.on("error", () => undefined);
  for (const piece of input) {
    if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, "drain"), outcome]);
  }
  child.stdin.end();
  return outcome;
}

/** Runs a line of shell in which `trackfit` is the command. */
export function shell(line: string): Promise<Outcome> {
  const script = `trackfit() { "$NODE" "$CLI" "$@"; }\n${line}`;
  return finished(
    spawn("bash", ["-c", script], {
      env: { ...process.env, NODE: process.execPath, CLI: cli },
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
}

/** The lines of newline-delimited JSON. */
export function parseLines(text: string): Record<string, unknown>[] {
  expect(text === "" || text.endsWith("\n")).toBe(true);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A camera of two modes as a line of JSON. */
export function cameraLine(deviceId: string): string {
  const modes = [
    { width: 640, height: 480, frameRates: [30] },
    { width: 1280, height: 720, frameRates: [30, 25] },
  ];
  return `${JSON.stringify({ kind: "videoinput", deviceId, modes })}\n`;
}
