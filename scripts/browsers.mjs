// Finds the browsers that tests run in, and installs those that Debian or Ubuntu have where it may.
import { install, onPath } from "./system-packages.mjs";

/** By name: the commands a browser may have, and the package that brings it. */
const browsers = {
  chromium: { commands: ["chromium", "chromium-browser", "google-chrome"], package: "chromium" },
};

/** Browsers switched off by name: `TRACKFIT_WITHOUT=chromium`. */
export const switchedOff = (process.env.TRACKFIT_WITHOUT ?? "").split(",").filter(Boolean);

function find(commands) {
  for (const command of commands) {
    const file = onPath(command);
    if (file !== undefined) return file;
  }
  return undefined;
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
