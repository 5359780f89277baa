// A request over very many devices.
import { ok } from "node:assert/strict";
import { generateDevices } from "../generated-devices.mjs";
import { flatModes, rankLists, selectMode } from "../rivals/plain-loop.mjs";
import { typicalRequest } from "../requests.mjs";

const LESS = "The loop knows neither cropping nor scaling: it does less.";

/** Over its native modes alone a device is as good as the loop finds it, with cropping and scaling no worse. */
function check(solver, sources) {
  for (const source of sources) {
    const loop = selectMode(flatModes(source), typicalRequest);
    const native = solver.selectSettings(source, { ...typicalRequest, resizeMode: { exact: "none" } });
    const best = solver.selectSettings(source, typicalRequest);
    ok(native.ok === (loop !== undefined), `${source.deviceId} must fit where the plain loop says so.`);
    if (!native.ok || !loop) continue;
    ok(
      Math.abs(native.distance - loop.distance) <= 1e-9,
      `${source.deviceId} must be as far as in the loop.`,
    );
    ok(best.ok && best.distance <= loop.distance + 1e-9, `${source.deviceId} must be no farther scaled.`);
  }
}

/** One device after the other, as they would come from a file; nothing is kept but the best. */
function stream(solver, sources, request) {
  let best;
  for (const source of sources) {
    const fit = solver.selectSettings(source, request);
    if (fit.ok && (best === undefined || fit.distance < best.fit.distance)) best = { source, fit };
  }
  return best;
}

/** From the descriptions, each read and encoded anew. */
async function described(bench, solver) {
  const sources = [...generateDevices(bench.deviceCount)];
  check(solver, sources.slice(0, 1000));
  const lists = sources.map(flatModes);
  const rivals = [
    { name: "trackfit, rank() of descriptions", run: () => solver.rank(sources, typicalRequest) },
    { name: "trackfit, selectSettings() one by one", run: () => stream(solver, sources, typicalRequest) },
    { name: "plain loop over their native modes", run: () => rankLists(lists, typicalRequest) },
  ];
  bench.add({
    id: "devices.rank",
    title: `${sources.length.toLocaleString("en")} generated cameras, cropped and scaled`,
    items: { count: sources.length, noun: "devices" },
    rivals: await bench.compare(rivals, { rounds: bench.longRounds, warmUp: 0 }),
    note: LESS,
  });
}

async function prepared(bench, solver) {
  const sources = [...generateDevices(bench.preparedCount)];
  const lists = sources.map(flatModes);
  const encoded = sources.map((source) => solver.prepare(source));
  const rivals = [
    { name: "trackfit, rank() of prepared sources", run: () => solver.rank(encoded, typicalRequest) },
    { name: "plain loop over their native modes", run: () => rankLists(lists, typicalRequest) },
  ];
  bench.add({
    id: "devices.prepared",
    title: `${sources.length.toLocaleString("en")} of them, prepared before`,
    items: { count: sources.length, noun: "devices" },
    rivals: await bench.compare(rivals, { rounds: 3 * bench.longRounds, warmUp: 0 }),
    note: LESS,
  });
  for (const source of encoded) source.release();
}

export async function devices(bench) {
  const wantsDescribed = bench.wants("devices.rank");
  const wantsPrepared = bench.wants("devices.prepared");
  if (!wantsDescribed && !wantsPrepared) return;
  const { createSolver } = await bench.load("webassembly");
  const solver = await createSolver({ build: "webassembly" });
  if (wantsDescribed) await described(bench, solver);
  if (wantsPrepared) await prepared(bench, solver);
}
