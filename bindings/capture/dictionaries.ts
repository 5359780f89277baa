/** Dictionaries as they go out to scripts: each time a new one, nobody else's. */
import type { Constraints, ConstraintSet, ConstraintValue } from "../constrainable/convert.js";
import type { TrackConstraints } from "../constrainable/constraint-types.js";

/** A deep copy of a dictionary of plain values; members that are undefined are left out. */
export function copyDictionary<T extends object>(dictionary: T): T {
  return copy(dictionary) as T;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([name, member]) => [name, copy(member)]));
}

function setToDictionary(set: ConstraintSet): Record<string, ConstraintValue> {
  return Object.fromEntries(
    set.map(({ property, value }) => [property.name, copy(value) as ConstraintValue]),
  );
}

/** What a track asks for: its constraints as a dictionary, and a key that is equal for equal dictionaries. */
export interface Ask {
  readonly dictionary: TrackConstraints;
  readonly key: string;
}

const asks = new WeakMap<Constraints, Ask>();

/** What a track with these constraints asks for; not to be changed. */
export function askOf(constraints: Constraints): Ask {
  let ask = asks.get(constraints);
  if (!ask) {
    const dictionary = toDictionary(constraints);
    ask = { dictionary, key: JSON.stringify(dictionary) };
    asks.set(constraints, ask);
  }
  return ask;
}

/** Converted constraints as a dictionary again, as getConstraints() returns them. */
export function toDictionary({ basic, advanced }: Constraints): TrackConstraints {
  const dictionary: Record<string, unknown> = setToDictionary(basic);
  if (advanced.length > 0) dictionary["advanced"] = advanced.map(setToDictionary);
  return dictionary;
}
