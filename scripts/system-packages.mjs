// What tests need of the system: commands on the PATH and Debian's packages.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The file of a command, or undefined. */
export function onPath(command) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // The next folder may have it.
    }
  }
  return undefined;
}

let listsAreFresh = false;

/** Installs packages as root on Debian or Ubuntu; whoever asks must look whether they are there then. */
export function install(names) {
  if (names.length === 0 || process.getuid?.() !== 0 || onPath("apt-get") === undefined) return;
  process.stderr.write(`Installing ${names.join(", ")}.\n`);
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  // Another process may be installing.
  const waiting = ["-o", "DPkg::Lock::Timeout=600"];
  if (!listsAreFresh) spawnSync("apt-get", ["update", ...waiting], options);
  listsAreFresh = true;
  spawnSync("apt-get", ["install", "--yes", "--no-install-recommends", ...waiting, ...names], options);
}

/** The library by which node-web-audio-api speaks to sound cards, and the packages that have it. */
export function requireSound() {
  const isThere = () =>
    spawnSync("ldconfig", ["-p"], { encoding: "utf8" }).stdout?.includes("libasound.so.2");
  if (process.platform !== "linux") return;
  for (const name of ["libasound2", "libasound2t64"]) if (!isThere()) install([name]);
}
