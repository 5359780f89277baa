/** The packed tarball as a stranger gets it: installed in an empty folder, imported, type-checked and run. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const modules = join(root, "node_modules");
const folder = mkdtempSync(join(tmpdir(), "trackfit-package-"));
const consumer = join(folder, "consumer");
const installed = join(consumer, "node_modules", "trackfit");
const environment = { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1" };

function run(command: string, args: string[], cwd = consumer): string {
  return execFileSync(command, args, {
    cwd,
    encoding: "utf8",
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function node(script: string): unknown {
  return JSON.parse(run(process.execPath, ["--input-type=module", "--eval", script]));
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(directory, name)).isFile())
    .map((name) => name.replaceAll("\\", "/"));
}

let tarball = "";

beforeAll(() => {
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }');
  const packed = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  tarball = join(folder, filename);
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball]);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("contents", () => {
  test("nothing but dist and the papers", () => {
    const unexpected = filesOf(installed).filter(
      (name) =>
        !/^(dist\/.+\.(c?js|json|d\.c?ts)|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/.test(name),
    );
    expect(unexpected).toEqual([]);
    expect(filesOf(installed)).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]));
  });

  test("no path of the machine that built it", () => {
    const paths = [root.replace(/\/$/, ""), homedir(), tmpdir()].filter((path) => path.length > 1);
    const telling = filesOf(installed).filter((name) => {
      const text = readFileSync(join(installed, name), "utf8");
      return paths.some((path) => text.includes(`${path}/`));
    });
    expect(telling).toEqual([]);
  });

  test("no dependencies", () => {
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as object;
    expect(manifest).not.toHaveProperty("dependencies");
    expect(manifest).toHaveProperty("peerDependenciesMeta", { "node-web-audio-api": { optional: true } });
    expect(readdirSync(join(consumer, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      "trackfit",
    ]);
  });

  test("trackfit/solver is one file of at most 12 KB, gzipped", () => {
    const solver = readFileSync(join(installed, "dist", "solver.js"));
    const imports = [...solver.toString().matchAll(/\b(?:from|import)\s*"([^"]+)"/g)].map(([, name]) => name);
    expect(imports.filter((name) => name?.startsWith(".") && name !== "./core-javascript.js")).toEqual([]);
    expect(gzipSync(solver, { level: 9 }).length).toBeLessThanOrEqual(12_288);
  });

  test.each([
    ["index.js", 62_000],
    ["joint-solver.js", 24_000],
    ["worker.js", 16_000],
    ["worker-solver.js", 8_000],
  ])("%s is at most %d bytes, gzipped", (name, most) => {
    expect(gzipSync(readFileSync(join(installed, "dist", name)), { level: 9 }).length).toBeLessThanOrEqual(
      most,
    );
  });
});

describe("Node", () => {
  const source = `{ kind: "videoinput", deviceId: "a", modes: [{ width: 1280, height: 720, frameRates: [30] }] }`;

  test.each(["trackfit", "trackfit/solver"])("%s fits a request in this thread and in a worker", (entry) => {
    const answer = node(`
      import { createSolver, createWorkerSolver } from ${JSON.stringify(entry)};
      const constraints = { width: { ideal: 1280 }, resizeMode: "none" };
      const here = (await createSolver()).selectSettings(${source}, constraints);
      const worker = await createWorkerSolver();
      const there = await worker.selectSettings(${source}, constraints);
      await worker.terminate();
      console.log(JSON.stringify({ here, there }));
    `) as { here: unknown; there: unknown };
    expect(answer.here).toMatchObject({ ok: true, distance: 0, settings: { width: 1280, height: 720 } });
    expect(answer.there).toEqual(answer.here);
  });

  test("the JavaScript build answers alike", () => {
    const answer = node(`
      import { createSolver } from "trackfit/solver";
      const answers = [];
      for (const build of ["webassembly", "javascript"]) {
        const solver = await createSolver({ build });
        answers.push(solver.selectSettings(${source}, { width: { ideal: 1000 }, aspectRatio: { ideal: 1.5 } }));
      }
      console.log(JSON.stringify(answers));
    `) as unknown[];
    expect(answer[0]).toMatchObject({ ok: true });
    expect(answer[1]).toEqual(answer[0]);
  });

  test("importing has no effect on the globals", () => {
    const added = node(`
      const before = new Set(Reflect.ownKeys(globalThis));
      await import("trackfit");
      await import("trackfit/solver");
      await import("trackfit/devices");
      console.log(JSON.stringify(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String)));
    `);
    expect(added).toEqual([]);
  });

  test("classes and errors have their names, minified or not", () => {
    const answer = node(`
      import * as all from "trackfit";
      const { createJointSolver, createSolver, createWorkerSolver, mediaDevicesFor, virtualHost } = all;
      const { realClock, steppedClock, userAgentOf } = all;
      const wrong = Object.entries(all).flatMap(([name, value]) => {
        const isWrong = /^[A-Z]/.test(name) && typeof value === "function" && value.name !== name;
        return isWrong ? name + " is " + value.name : [];
      });
      const host = virtualHost();
      const mediaDevices = mediaDevicesFor({ host });
      const solver = await createSolver();
      const worker = await createWorkerSolver();
      const objects = [
        solver, solver.prepare(${source}), worker, await worker.prepare(${source}), await createJointSolver(),
        host, realClock(), steppedClock(), userAgentOf(mediaDevices).indicators,
        await mediaDevices.getUserMedia({ video: true }),
      ];
      const names = objects.map((object) => object.constructor.name);
      await worker.terminate();
      console.log(JSON.stringify({ wrong, names }));
      process.exit();
    `);
    expect(answer).toEqual({
      wrong: [],
      names: [
        ...["Solver", "PreparedSource", "WorkerSolver", "RemotePreparedSource", "JointSolver"],
        ...["VirtualHost", "RealClock", "SteppedClock", "Indicators", "MediaStream"],
      ],
    });
  });

  test("npx trackfit --help", () => {
    expect(run("npx", ["--no-install", "trackfit", "--help"])).toContain("trackfit fit");
  });

  test("npx trackfit fit", () => {
    const request = JSON.stringify({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    const table = run("npx", ["--no-install", "trackfit", "fit", request, "--top", "3"]);
    expect(table).toMatch(/1280/);
  });
});

describe("trackfit/jest", () => {
  const program = `
    test("a camera in a video element", async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 1280 } });
      const video = document.createElement("video");
      const seen = new Promise((resolve) => video.addEventListener("resize", resolve));
      video.srcObject = stream;
      await video.play();
      await seen;
      expect([video.videoWidth, video.videoHeight]).toEqual([1280, 720]);
      const ended = new Promise((resolve) => video.addEventListener("ended", resolve));
      host.unplug("virtual-camera");
      await ended;
      expect(stream.active).toBe(false);
      reset();
      const [track] = (await navigator.mediaDevices.getUserMedia({ video: true })).getTracks();
      const picture = await new Promise((resolve) => {
        connectSink(track, { picture: resolve, block() {}, ended() {} });
      });
      expect(readFrameNumber(picture)).toEqual(expect.any(Number));
      expect(() => new MediaStreamTrackProcessor({ track })).toThrow("ReadableStream, which this environment lacks");
      userAgent.permissions.set("camera", "denied");
      const denied = navigator.mediaDevices.getUserMedia({ video: true });
      await expect(denied).rejects.toMatchObject({ name: "NotAllowedError" });
      expect(Object.keys(all).filter((name) => all[name] === undefined)).toEqual([]);
    });
  `;

  test.each([
    [
      "required",
      "a.test.cjs",
      'const all = require("trackfit/jest"); const { connectSink, host, MediaStreamTrackProcessor, readFrameNumber, reset, userAgent } = all;',
      [],
    ],
    [
      "imported",
      "b.test.mjs",
      'import * as all from "trackfit/jest"; const { connectSink, host, MediaStreamTrackProcessor, readFrameNumber, reset, userAgent } = all;',
      ["--experimental-vm-modules"],
    ],
  ])("is a setup file of Jest, %s, in jsdom", (_, file, head, flags) => {
    const project = join(consumer, `with-${file}`);
    mkdirSync(project, { recursive: true });
    const config = {
      setupFiles: ["trackfit/jest"],
      testEnvironment: join(modules, "jest-environment-jsdom"),
      testMatch: ["**/*.test.cjs", "**/*.test.mjs"],
    };
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", jest: config }));
    writeFileSync(join(project, file), `${head}${program}`);
    run(process.execPath, [...flags, join(modules, "jest", "bin", "jest.js"), "--no-cache"], project);
  });
});

describe("types", () => {
  const program = `
    import { createSolver, createWorkerSolver, type Fit, type Misfit, type SourceDescription } from "trackfit";
    import { createSolver as create } from "trackfit/solver";
    import * as devices from "trackfit/devices";

    const camera: SourceDescription = { kind: "videoinput", deviceId: "a" };
    export async function distance(): Promise<number | string> {
      const solver = await createSolver();
      const answer: Fit | Misfit = solver.selectSettings(camera, { width: { ideal: 640 } });
      const prepared = (await create()).prepare(camera);
      prepared.release();
      const remote = await createWorkerSolver();
      const later: Promise<Fit | Misfit> = remote.selectSettings(camera, { height: 480 });
      // @ts-expect-error kind is one of two words
      const wrong: SourceDescription = { kind: "camera", deviceId: "a" };
      void [later, wrong, devices];
      return answer.ok ? answer.distance : answer.failedConstraint;
    }
  `;

  test.each([
    ["NodeNext", "NodeNext"],
    ["ESNext", "Bundler"],
  ])(
    "module %s, moduleResolution %s",
    (module, moduleResolution) => {
      writeFileSync(join(consumer, "program.ts"), program);
      const compilerOptions = {
        module,
        moduleResolution,
        target: "ES2022",
        lib: ["ES2022", "DOM", "DOM.Iterable", "ESNext.Disposable"],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
      };
      writeFileSync(
        join(consumer, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["program.ts"] }),
      );
      expect(
        failureOf(() => run(process.execPath, [join(modules, "typescript", "bin", "tsc"), "-p", "."])),
      ).toBe("");
    },
    60_000,
  );
});

describe("linters of packages", () => {
  test("publint", () => {
    const publint = join(modules, "publint", "src", "cli.js");
    expect(failureOf(() => run(process.execPath, [publint, "--strict", installed]))).toBe("");
  }, 60_000);

  test("Are the types wrong", () => {
    const attw = join(modules, "@arethetypeswrong", "cli", "dist", "index.js");
    expect(failureOf(() => run(process.execPath, [attw, tarball, "--profile", "esm-only"]))).toBe("");
  }, 60_000);
});

/** What a failing program said, so that the assertion shows it. */
function failureOf(action: () => string): string {
  try {
    action();
    return "";
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    return `${stdout}${stderr}` || message;
  }
}
