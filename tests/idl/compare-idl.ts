/** What one WebIDL text has that another has not. */
import type { Idl, Interface } from "./idl.js";

/** Every line of a definition under a name of its own, so that definitions can be compared line by line. */
function interfaceLines(definition: Interface): Map<string, string> {
  const { name, inheritance, attributes, operations, constructors } = definition;
  const lines = new Map([[name, `interface ${name} : ${inheritance ?? "none"}`]]);
  for (const attribute of attributes) {
    lines.set(
      `${name}.${attribute.name}`,
      `${attribute.readonly ? "readonly " : ""}attribute ${attribute.type}`,
    );
  }
  for (const operation of operations) {
    lines.set(`${name}.${operation.name}()`, `${operation.type}(${operation.arguments.join(", ")})`);
  }
  for (const list of constructors)
    lines.set(`${name}.constructor(${list.join(", ")})`, `constructor(${list.join(", ")})`);
  return lines;
}

function linesOf({ interfaces, dictionaries, enums, types }: Idl): Map<string, string> {
  const lines = new Map<string, string>();
  for (const definition of interfaces.values()) {
    for (const [key, text] of interfaceLines(definition)) lines.set(key, text);
  }
  for (const { name, inheritance, members } of dictionaries.values()) {
    lines.set(name, `dictionary ${name} : ${inheritance ?? "none"}`);
    for (const [member, type] of members) lines.set(`${name}.${member}`, type);
  }
  for (const [name, values] of enums) lines.set(name, `enum ${values.join(" | ")}`);
  for (const [name, type] of types) lines.set(name, type);
  return lines;
}

/** The differences of `later` from `earlier`, sorted: "NAME added: ...", "NAME removed: ...", "NAME: ... became ...". */
export function differencesBetween(earlier: Idl, later: Idl): string[] {
  const [before, after] = [linesOf(earlier), linesOf(later)];
  const differences: string[] = [];
  for (const [key, text] of after) {
    const old = before.get(key);
    if (old === undefined) differences.push(`${key} added: ${text}`);
    else if (old !== text) differences.push(`${key}: ${old} became ${text}`);
  }
  for (const [key, text] of before) {
    if (!after.has(key)) differences.push(`${key} removed: ${text}`);
  }
  return differences.sort();
}
