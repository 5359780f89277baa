// What the figures are to reach. A target whose row was not run, or whose size is not known, is "not measured".

const MOST_GZIP = 12 * 1024;

function rivalOf(results, id, name) {
  const row = results.rows.find((candidate) => candidate.id === id);
  return name === undefined ? row?.rivals[0] : row?.rivals.find((rival) => rival.name === name);
}

function target(what, wanted, value, text, passes) {
  if (value === undefined) return { what, wanted, got: "", state: "not measured" };
  return { what, wanted, got: text(value), state: passes(value) ? "pass" : "miss" };
}

function growthTarget(results, id, what) {
  const row = results.memory.find((candidate) => candidate.id === id);
  return target(
    what,
    "none",
    row,
    ({ grown, growth }) =>
      grown.length === 0
        ? `none over ${row.count.toLocaleString("en")}`
        : grown.map((kind) => `${kind} +${Math.ceil(growth[kind] / 1024)} KB`).join(", "),
    ({ grown }) => grown.length === 0,
  );
}

/** Against the browser's own call, which is among what trackfit does. */
function nativeTarget(results, id, what) {
  return target(
    `${what}, against the browser's own`,
    "at most 1.2 times its time",
    rivalOf(results, id, "the browser's own")?.multiple.value,
    (value) => `${(1 / value).toFixed(2)} times`,
    (value) => 1 / value <= 1.2,
  );
}

/** Judges the results. */
export function judge(results) {
  const enumeration = rivalOf(results, "selection.coupled", "exhaustive enumeration");
  const loop = rivalOf(results, "selection.modes", "plain loop over the 58 modes");
  const times = (value) => `${Math.round(value).toLocaleString("en")} times`;
  return [
    target(
      "Coupled optimum on 3840x2160, faster than exhaustive enumeration",
      "at least 5,000 times",
      enumeration?.multiple.value,
      times,
      (value) => value >= 5000,
    ),
    target(
      "Coupled optimum on 3840x2160, median",
      "under 5 µs",
      rivalOf(results, "selection.coupled")?.median,
      (value) => `${(value / 1000).toFixed(2)} µs`,
      (value) => value < 5000,
    ),
    target(
      "A list of 58 modes, against the plain loop",
      "at most 4 times its time",
      loop && 1 / loop.multiple.value,
      (value) => `${value.toFixed(1)} times`,
      (value) => value <= 4,
    ),
    nativeTarget(results, "browser.get-user-media", "getUserMedia() where nothing is converted"),
    nativeTarget(results, "browser.apply-constraints", "applyConstraints() where nothing is converted"),
    growthTarget(results, "memory.selections", "Growth of memory over selections"),
    growthTarget(results, "memory.prepare", "Growth of memory over prepare() and release()"),
    growthTarget(results, "memory.soak", "Growth of memory over minutes of media"),
    target(
      "solver.js with the WebAssembly in it, minified and gzipped",
      `at most ${MOST_GZIP.toLocaleString("en")} bytes`,
      results.sizes?.["solver.js"]?.gzip,
      (value) => `${value.toLocaleString("en")} bytes`,
      (value) => value <= MOST_GZIP,
    ),
  ];
}
