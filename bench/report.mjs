// The results as Markdown.
import { count, digits, duration, table } from "./format.mjs";
import { machineLine } from "./machine.mjs";

const chapters = {
  load: "Load",
  selection: "One selection",
  catalogue: "The catalogue",
  devices: "Many devices",
  growth: "Growth",
  worker: "The worker",
  capture: "Media streams",
  frames: "Frames",
  browser: "In a browser",
  memory: "Memory",
};

function comparison({ title, rivals, items, note }) {
  const hasMultiples = rivals.some(({ multiple }) => multiple);
  const head = ["", "median", "p95", "min"];
  if (items) head.push(`${items.noun} a second`);
  if (hasMultiples) head.push("time in multiples of the first (95 % interval)");
  head.push("samples");
  const rows = rivals.map(({ name, median, p95, min, multiple, samples, batch }) => {
    const cells = [name, duration(median), duration(p95), duration(min)];
    if (items) cells.push(count((items.count * 1e9) / median));
    if (hasMultiples) {
      const { value, low, high } = multiple ?? {};
      cells.push(multiple ? `${digits(value)} (${digits(low)} to ${digits(high)})` : "");
    }
    cells.push(batch === 1 ? `${samples}` : `${samples} of ${count(batch)}`);
    return cells;
  });
  return [`### ${title}`, table(head, rows), note].filter(Boolean).join("\n\n");
}

function growth({ title, variable, columns, points, exponents, note }) {
  const head = [variable, ...columns.flatMap((column) => [column, `each of the ${variable}`])];
  const rows = points.map(({ n, times }) => [
    count(n),
    ...times.flatMap((time) => [duration(time), n === 0 ? "" : duration(time / n)]),
  ]);
  rows.push(["exponent", ...exponents.flatMap((value) => [value.toFixed(2), ""])]);
  const told =
    "Exponents are fitted over the upper half of the rows: 1 is growth in proportion, 2 is quadratic.";
  return [`### ${title}`, table(head, rows), told, note].filter(Boolean).join("\n\n");
}

function memory({ title, samples, growth: grown, bounds, grown: beyond }) {
  const kinds = Object.keys(grown);
  const kilobytes = (bytes) => count(bytes / 1024);
  const head = ["after", ...kinds.map((kind) => `${kind}, KB`)];
  const rows = samples.map((sample) => [
    `${sample.share * 100} %`,
    ...kinds.map((kind) => kilobytes(sample[kind])),
  ]);
  rows.push([
    "growth in the second half",
    ...kinds.map((kind) => `${kilobytes(grown[kind])}${beyond.includes(kind) ? " **too much**" : ""}`),
  ]);
  rows.push(["at most", ...kinds.map((kind) => (kind in bounds ? kilobytes(bounds[kind]) : "not judged"))]);
  return `### ${title}\n\n${table(head, rows)}`;
}

function delivery({ title, rows, note }) {
  const head = ["", "camera gave, fps", "delivered, fps", "cost a frame", "main thread busy"];
  const lines = rows.map(({ name, given, delivered, cost, busy }, i) => [
    name,
    given.toFixed(1),
    delivered.toFixed(1),
    i === 0 ? "" : duration(cost),
    `${(busy * 100).toFixed(1)} %`,
  ]);
  return [`### ${title}`, table(head, lines), note].join("\n\n");
}

function sizes(files) {
  const row = (name, { bytes, gzip, brotli }) => [name, count(bytes), count(gzip), count(brotli)];
  const rows = Object.entries(files).flatMap(([name, size]) => [
    row(name === "core.wasm" ? "core.wasm, within solver.js and worker.js" : name, size),
    ...Object.entries(size.later ?? {}).map(([file, more]) => row(`${name} later: ${file}`, more)),
  ]);
  return `## Size, in bytes\n\n${table(["", "minified", "gzip", "brotli"], rows)}`;
}

/** The whole report. */
export function markdown(results) {
  const { machine, mode, targets, notes } = results;
  const { rows, growth: tables, memory: memories, deliveries } = results;
  const parts = ["# Trackfit: benchmark", `${machineLine(machine)}.`];
  if (machine.busy || mode !== "full") {
    const reasons = [machine.busy && "the machine was busy", mode !== "full" && `the run was ${mode}`];
    parts.push(`Preliminary: ${reasons.filter(Boolean).join(" and ")}.`);
  }
  parts.push(
    "## Targets",
    table(
      ["", "target", "measured", ""],
      targets.map(({ what, wanted, got, state }) => [what, wanted, got, state]),
    ),
    ...notes,
  );
  for (const [key, heading] of Object.entries(chapters)) {
    const ofChapter = (row) => row.id.startsWith(`${key}.`);
    const sections = [
      ...rows.filter(ofChapter).map(comparison),
      ...tables.filter(ofChapter).map(growth),
      ...memories.filter(ofChapter).map(memory),
      ...deliveries.filter(ofChapter).map(delivery),
    ];
    if (sections.length > 0) parts.push(`## ${heading}`, ...sections);
  }
  if (results.sizes) parts.push(sizes(results.sizes));
  parts.push(
    "## How it is measured",
    "Rivals of a table run in one process and in turns (A B C A B C ...), after warming up. A sample is the mean of a batch of " +
      'calls ("50 of 300": 50 samples of 300 calls), so p95 is that of batches and single calls may take longer. ' +
      "Multiples are ratios of medians; their intervals come from drawing the rounds anew 1,000 times. They hold for this " +
      "run and this machine. Answers are compared with the rival's before anything is timed.",
  );
  return `${parts.join("\n\n")}\n`;
}
