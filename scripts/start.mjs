// `npm start`: fits an example request to the catalogue. `npm start -- devices` runs another command of trackfit,
// `npm start -- --json` passes options to the example.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const request = {
  video: {
    facingMode: "environment",
    width: { ideal: 1280 },
    height: { ideal: 720 },
    aspectRatio: { exact: 1.7777777778 },
    frameRate: { min: 24, ideal: 30 },
  },
};

function run(args, options) {
  const { status, error } = spawnSync(process.execPath, args, { stdio: "inherit", ...options });
  if (error) process.stderr.write(`${error.message}\n`);
  return status ?? 1;
}

function start(given) {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    process.stderr.write(`trackfit needs Node 20 or later, this is ${process.versions.node}.\n`);
    return 1;
  }
  const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
  if (!existsSync(cli)) {
    const built = run([fileURLToPath(new URL("build.mjs", import.meta.url))], { stdio: ["ignore", 2, 2] });
    if (built !== 0) return built;
  }
  const isCommand = given.length > 0 && !given[0].startsWith("-");
  return run([cli, ...(isCommand ? [] : ["fit", JSON.stringify(request)]), ...given]);
}

process.exitCode = start(process.argv.slice(2));
