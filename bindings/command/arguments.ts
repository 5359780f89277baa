import { parseArgs } from "node:util";
import { InputError } from "./input-error.js";

/** What the command is asked to do. */
export type Task =
  | { readonly name: "help"; readonly of: "trackfit" | "fit" | "devices" }
  | { readonly name: "version" }
  | { readonly name: "devices"; readonly json: boolean }
  | FitTask;

/** `trackfit fit`. */
export interface FitTask {
  readonly name: "fit";
  /** The constraints as JSON text. */
  readonly constraints: string;
  /** Files and names; undefined for the catalogue, "-" for standard input. */
  readonly devices: readonly string[] | "-" | undefined;
  readonly json: boolean;
  /** How many to show. */
  readonly top: number | undefined;
}

interface Given {
  readonly positionals: string[];
  devices: string[] | undefined;
  top: string | undefined;
  json: boolean;
  help: boolean;
  version: boolean;
}

const OPTIONS = {
  devices: { type: "string" },
  top: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

const OF_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  fit: ["devices", "json", "top", "help"],
  devices: ["json", "help"],
};

/** Reads the options in any order; `--devices` takes every value up to the next option. */
function readOptions(args: string[], command: string, allowed: readonly string[]): Given {
  const { tokens } = parseArgs({
    args,
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: Given = {
    positionals: [],
    devices: undefined,
    top: undefined,
    json: false,
    help: false,
    version: false,
  };
  let isListing = false;
  for (const token of tokens) {
    if (token.kind === "option") {
      const { name, rawName, value } = token;
      if (!Object.hasOwn(OPTIONS, name) || !allowed.includes(name)) {
        const help = command === "trackfit" ? "trackfit --help" : `${command} --help`;
        throw new InputError(`${rawName} must be an option of ${command}; ${help} lists them.`);
      }
      isListing = name === "devices";
      if (name === "devices" || name === "top") {
        if (value === undefined || (!token.inlineValue && value.length > 1 && value.startsWith("-"))) {
          throw new InputError(`${rawName} must have a value, got ${value ?? "none"}.`);
        }
        if (name === "top") given.top = value;
        else add((given.devices ??= []), value);
      } else {
        if (value !== undefined)
          throw new InputError(`${rawName} must have no value, got ${JSON.stringify(value)}.`);
        given[name as "json" | "help" | "version"] = true;
      }
    } else if (token.kind === "positional") {
      if (isListing && given.devices) add(given.devices, token.value);
      else given.positionals.push(token.value);
    } else isListing = false;
  }
  return given;

  /** The constraints may also come after the devices: no file is named like them. */
  function add(devices: string[], value: string): void {
    if (given.positionals.length === 0 && value.trimStart().startsWith("{")) given.positionals.push(value);
    else devices.push(value);
  }
}

function readTop(top: string | undefined): number | undefined {
  if (top === undefined) return undefined;
  if (!/^\d{1,9}$/.test(top) || Number(top) === 0) {
    throw new InputError(`--top must be a positive integer, got ${JSON.stringify(top)}.`);
  }
  return Number(top);
}

function readFit({ positionals, devices, json, top }: Given): FitTask {
  const [constraints, ...others] = positionals;
  if (constraints === undefined) {
    throw new InputError("fit must be given constraints as JSON, such as '{\"video\": true}'.");
  }
  if (others.length > 0) {
    const told = others.map((other) => JSON.stringify(other)).join(" ");
    throw new InputError(`fit must be given constraints in one argument (quote them), got also ${told}.`);
  }
  if (devices?.length === 0) throw new InputError("--devices must have a value, got none.");
  const count = readTop(top);
  if (!devices?.includes("-")) return { name: "fit", constraints, devices, json, top: count };
  if (devices.length > 1) throw new InputError("--devices - must stand alone: standard input is not ranked.");
  if (count !== undefined)
    throw new InputError("--top must be left out with --devices -, which keeps the order of its lines.");
  return { name: "fit", constraints, devices: "-", json, top: undefined };
}

/** Reads the arguments of the command, without those of Node itself. */
export function readArguments(args: readonly string[]): Task {
  const [command, ...rest] = args;
  if (command === undefined)
    throw new InputError("A command must be given, fit or devices; trackfit --help tells more.");
  if (command.startsWith("-")) {
    const { help, version } = readOptions([...args], "trackfit", ["help", "version"]);
    return version && !help ? { name: "version" } : { name: "help", of: "trackfit" };
  }
  const allowed = Object.hasOwn(OF_COMMANDS, command) ? OF_COMMANDS[command] : undefined;
  if (allowed === undefined) {
    throw new InputError(
      `The command must be fit or devices, got ${JSON.stringify(command)}; trackfit --help tells more.`,
    );
  }
  const name = command as "fit" | "devices";
  const given = readOptions(rest, `trackfit ${name}`, allowed);
  if (given.help) return { name: "help", of: name };
  if (name === "fit") return readFit(given);
  const [other] = given.positionals;
  if (other !== undefined)
    throw new InputError(`devices must have no arguments, got ${JSON.stringify(other)}.`);
  return { name, json: given.json };
}
