// Finds the browsers that tests run in, and installs those that Debian or Ubuntu have where it may.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** By name: the commands a browser may have, and the package that brings it. */
const browsers = {
  chromium: { commands: ["chromium", "chromium-browser", "google-chrome"], package: "chromium" },
};

/** Browsers switched off by name: `TRACKFIT_WITHOUT=chromium`. */
export const switchedOff = (process.env.TRACKFIT_WITHOUT ?? "").split(",").filter(Boolean);

function onPath(command) {
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

function find(commands) {
  for (const command of commands) {
    const file = onPath(command);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Installs a package as root on Debian or Ubuntu. */
function install(name) {
  if (process.getuid?.() !== 0 || onPath("apt-get") === undefined) return;
  process.stderr.write(`Installing ${name}.\n`);
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update"], options);
  spawnSync("apt-get", ["install", "--yes", "--no-install-recommends", name], options);
}

/** The file of a browser. Fails, saying what to do, where it is not there and cannot be installed. */
export function browserFile(name) {
  const { commands, package: debian } = browsers[name];
  const file = find(commands) ?? (install(debian), find(commands));
  if (file !== undefined) return file;
  throw new Error(
    `${name} must be on the PATH. Install it (Debian: apt-get install ${debian}), ` +
      `or leave its tests out with TRACKFIT_WITHOUT=${name}.`,
  );
}
