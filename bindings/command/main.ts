/** The command `trackfit`. */
import { fstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { readArguments } from "./arguments.js";
import { devicesCommand } from "./devices-command.js";
import { fitCommand, type Streams } from "./fit-command.js";
import { help } from "./help.js";
import { InputError, messageOf } from "./input-error.js";
import { Output } from "./output.js";

const BAD_INPUT = 2;

async function version(): Promise<string> {
  // Beside dist/, in the package as in the repository.
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

async function run(args: readonly string[], streams: Streams): Promise<number> {
  const task = readArguments(args);
  switch (task.name) {
    case "help":
      streams.output.write(help[task.of]);
      return 0;
    case "version":
      streams.output.write(`${await version()}\n`);
      return 0;
    case "devices":
      await devicesCommand(task.json, streams.output);
      return 0;
    case "fit":
      return fitCommand(task, streams);
  }
}

/** Of a folder Node reads nothing and says nothing. */
function standardInput(): AsyncIterable<Uint8Array> {
  if (fstatSync(process.stdin.fd).isDirectory()) {
    throw new InputError("standard input must be lines of source descriptions, but it is a folder.");
  }
  return process.stdin;
}

const output = new Output(process.stdout, (error) => {
  // A reader that has seen enough (`| head`) is no error, and there is nobody left to tell.
  if (error.code === "EPIPE") process.exit(0);
  throw new Error(`standard output: ${error.message}`);
});
/** Answers go on where nobody reads what is said beside them. */
const errors = new Output(process.stderr, () => undefined);
try {
  process.exitCode = await run(process.argv.slice(2), {
    get input() {
      return standardInput();
    },
    output,
    errors,
  });
  await output.flush();
} catch (error) {
  errors.write(`trackfit: ${messageOf(error)}\n`);
  process.exitCode = BAD_INPUT;
}
await errors.flush();
