// Figures as text.

/** Three digits: "812 ns", "2.31 µs", "21.4 ms", "1.20 s". */
export function duration(nanoseconds) {
  /** @type {[number, string][]} */
  const units = [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
  ];
  const [size, unit] = units.find(([least]) => nanoseconds >= least * 0.9995) ?? [1, "ns"];
  return `${digits(nanoseconds / size)} ${unit}`;
}

/** Three significant digits, none of them lost before the point: "0.31", "4.12", "31.4", "9,812". */
export function digits(value) {
  if (value === 0) return "0";
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)) + 1e-9));
  return value.toLocaleString("en", {
    minimumFractionDigits: Math.min(decimals, 3),
    maximumFractionDigits: Math.min(decimals, 3),
  });
}

export function count(value) {
  return Math.round(value).toLocaleString("en");
}

/** A table in Markdown; the first column to the left, the others to the right. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
