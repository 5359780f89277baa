/** Changing JSON text as a person would: one value replaced where it stands, or the whole written anew. */
import { offsetOf, visitJson, type JsonPath } from "../bindings/command/json-places.js";

/** As wide as a line gets before an object is broken into several. */
const WIDEST = 46;

/** Writes a value with short objects and lists on one line, as people write constraints. */
export function formatJson(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const deeper = `${indent}  `;
  const parts = isList
    ? value.map((item) => formatJson(item, deeper))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${formatJson(item, deeper)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  const line = isList ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
  // What is asked of the whole request stands in lines of its own.
  const isOuter = indent === "" && !isList;
  if (!isOuter && !line.includes("\n") && indent.length + line.length <= WIDEST) return line;
  return `${open}\n${parts.map((part) => deeper + part).join(",\n")}\n${indent}${close}`;
}

/** Where a value of JSON text ends, given where it begins. */
function endOf(text: string, start: number): number {
  let depth = 0;
  const token = /"(?:[^"\\]|\\.)*"|[[{]|[\]}]|[^\s[\]{},:"]+/y;
  for (let at = start; at < text.length;) {
    token.lastIndex = at;
    const [found] = token.exec(text) ?? [];
    if (found === undefined) {
      at++;
      continue;
    }
    at += found.length;
    if (found === "{" || found === "[") depth++;
    else if (found === "}" || found === "]") depth--;
    if (depth === 0) return at;
  }
  return text.length;
}

function has(text: string, path: JsonPath): boolean {
  let found = false;
  visitJson(text, (visited) => {
    if (visited.length === path.length && visited.every((key, level) => key === path[level])) found = true;
  });
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The span of the value at a path of JSON text; undefined where there is none. */
export function spanOf(text: string, path: JsonPath): readonly [start: number, end: number] | undefined {
  if (!has(text, path)) return undefined;
  const start = offsetOf(text, path);
  return [start, endOf(text, start)];
}

/**
 * Sets a bound of a property in the text of a constraint set: in place where it stands there, else by writing the
 * text anew with it. A bare value, `"width": 640`, is an ideal.
 */
export function setBound(text: string, name: string, bound: string, value: unknown): string {
  const whole: unknown = JSON.parse(text);
  const set = isObject(whole) ? whole : {};
  const constraint = set[name];
  const isDictionary = isObject(constraint);
  const isBareIdeal = bound === "ideal" && constraint !== undefined && !isDictionary;
  const span = spanOf(text, isBareIdeal ? [name] : [name, bound]);
  if (span) return text.slice(0, span[0]) + formatJson(value, "  ") + text.slice(span[1]);
  if (bound === "ideal" && constraint === undefined) return formatJson({ ...set, [name]: value });
  const before = isDictionary ? constraint : constraint === undefined ? {} : { ideal: constraint };
  return formatJson({ ...set, [name]: { ...before, [bound]: value } });
}

/** The object without some of its members. */
export function without<Whole extends object>(whole: Whole, ...names: string[]): Partial<Whole> {
  const entries = Object.entries(whole).filter(([name]) => !names.includes(name));
  return Object.fromEntries(entries) as Partial<Whole>;
}

/** Takes a bound of a property out of the text of a constraint set, and the property with its last one. */
export function removeBound(text: string, name: string, bound: string): string {
  const set: unknown = JSON.parse(text);
  if (!isObject(set)) return text;
  const constraint = set[name];
  if (!isObject(constraint)) return bound === "ideal" ? formatJson(without(set, name)) : text;
  const left = without(constraint, bound);
  const isLast = Object.keys(left).length === 0;
  return formatJson(isLast ? without(set, name) : { ...set, [name]: left });
}

/** The bound of a property in a parsed constraint set, a bare value being the ideal. */
export function boundIn(set: unknown, name: string, bound: string): unknown {
  const constraint = isObject(set) ? set[name] : undefined;
  if (isObject(constraint)) return constraint[bound];
  return bound === "ideal" ? constraint : undefined;
}
