// A request ranked over every device of the catalogue.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { typicalAudioRequest, typicalRequest } from "../requests.mjs";

async function rank(bench, id, what, sources, request) {
  const rivals = [];
  for (const [suffix, build] of [
    ["", "webassembly"],
    [", JavaScript build", "javascript"],
  ]) {
    const { createSolver } = await bench.load(build);
    const solver = await createSolver({ build });
    const prepared = sources.map((source) => solver.prepare(source));
    rivals.push({ name: `trackfit, prepared${suffix}`, run: () => solver.rank(prepared, request) });
    rivals.push({ name: `trackfit, unprepared${suffix}`, run: () => solver.rank(sources, request) });
  }
  bench.add({
    id,
    title: `${sources.length} ${what} ranked`,
    items: { count: sources.length, noun: "devices" },
    rivals: await bench.compare(rivals),
  });
}

export async function catalogue(bench) {
  if (!bench.wants("catalogue.video") && !bench.wants("catalogue.audio")) return;
  const url = new URL("devices.js", bench.dist);
  if (!existsSync(fileURLToPath(url))) {
    bench.note("The catalogue is not built (dist/devices.js is missing), so its rows are left out.");
    return;
  }
  const { loadCatalogue } = await import(url.href);
  const sources = (await loadCatalogue()).map(({ source }) => source);
  const ofKind = (kind) => sources.filter((source) => source.kind === kind);
  if (bench.wants("catalogue.video")) {
    await rank(bench, "catalogue.video", "cameras of the catalogue", ofKind("videoinput"), typicalRequest);
  }
  if (bench.wants("catalogue.audio")) {
    const microphones = ofKind("audioinput");
    await rank(bench, "catalogue.audio", "microphones of the catalogue", microphones, typicalAudioRequest);
  }
}
