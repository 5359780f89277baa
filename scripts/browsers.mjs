// Finds the browsers that tests run in, and installs those that Debian or Ubuntu have where it may.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { install, onPath } from "./system-packages.mjs";

/** The first of these commands that is there. */
const command =
  (...names) =>
  () =>
    names.map(onPath).find((file) => file !== undefined);

/** Folders of libraries, those of one architecture included. */
function libraryFolders() {
  const folders = ["/usr/lib", "/usr/lib64", "/usr/libexec", "/usr/local/lib", "/usr/local/libexec"];
  const ofArchitectures = existsSync("/usr/lib")
    ? readdirSync("/usr/lib").filter((name) => /-linux-/.test(name))
    : [];
  return [...ofArchitectures.map((name) => join("/usr/lib", name)), ...folders];
}

function inLibraries(...paths) {
  return libraryFolders()
    .flatMap((folder) => paths.map((path) => join(folder, path)))
    .find((file) => existsSync(file));
}

/** By name: the files a browser needs, the first of which is its own; how each is found, and the package that brings it. */
const browsers = {
  chromium: {
    browser: { find: command("chromium", "chromium-browser", "google-chrome"), package: "chromium" },
  },
  firefox: {
    browser: { find: command("firefox-esr", "firefox"), package: "firefox-esr" },
  },
  webkit: {
    browser: {
      find: () => inLibraries("webkit2gtk-4.1/MiniBrowser", "webkit2gtk-4.0/MiniBrowser"),
      package: "webkit2gtk-driver",
    },
    driver: {
      find: () => onPath("WebKitWebDriver") ?? ["/usr/bin/WebKitWebDriver"].find((file) => existsSync(file)),
      package: "webkit2gtk-driver",
    },
    display: { find: command("Xvfb"), package: "xvfb" },
    // One plugin of each set stands for the set.
    media: { find: () => inLibraries("gstreamer-1.0/libgstapp.so"), package: "gstreamer1.0-plugins-base" },
    sinks: {
      find: () => inLibraries("gstreamer-1.0/libgstautodetect.so"),
      package: "gstreamer1.0-plugins-good",
    },
    parsers: {
      find: () => inLibraries("gstreamer-1.0/libgstvideoparsersbad.so"),
      package: "gstreamer1.0-plugins-bad",
    },
  },
};

/** Every browser that tests may run in. */
export const browserNames = Object.keys(browsers);

/** Browsers switched off by name: `TRACKFIT_WITHOUT=chromium,webkit`. */
export const switchedOff = (process.env.TRACKFIT_WITHOUT ?? "")
  .split(",")
  .map((name) => name.trim())
  .filter(Boolean);

/** Fails where a name is switched off that is no browser's: a slip of the keyboard must not pass for a choice. */
function checkSwitchedOff() {
  const unknown = switchedOff.find((name) => !browserNames.includes(name));
  if (unknown === undefined) return;
  throw new Error(
    `TRACKFIT_WITHOUT must be a list of ${browserNames.join(", ")} with commas between, got ${JSON.stringify(unknown)}.`,
  );
}

/** The browsers that are not switched off. */
export function browsersInUse() {
  checkSwitchedOff();
  return browserNames.filter((name) => !switchedOff.includes(name));
}

const missingParts = (name) => Object.values(browsers[name]).filter(({ find }) => find() === undefined);

/** Fails, saying what to do, where something a browser needs is not there. */
function check(name) {
  const missing = [...new Set(missingParts(name).map((part) => part.package))];
  if (missing.length === 0) return;
  throw new Error(
    `${name} must be on the PATH${name === "webkit" ? ", with what it needs" : ""}. ` +
      `Install it (Debian: apt-get install ${missing.join(" ")}), ` +
      `or leave its tests out with TRACKFIT_WITHOUT=${name}.`,
  );
}

/** Finds these browsers, or all that are not switched off; installs in one go what is missing, where it may. */
export function requireBrowsers(names = browsersInUse()) {
  install([...new Set(names.flatMap(missingParts).map((part) => part.package))]);
  for (const name of names) check(name);
}

/** The files of a browser by their roles. Fails, saying what to do, where one is not there and cannot be installed. */
export function browserFiles(name) {
  checkSwitchedOff();
  if (missingParts(name).length > 0) requireBrowsers([name]);
  return Object.fromEntries(Object.entries(browsers[name]).map(([role, { find }]) => [role, find()]));
}

/** The file of a browser. Fails, saying what to do, where it is not there and cannot be installed. */
export function browserFile(name) {
  return browserFiles(name).browser;
}
