/** Constraints that name a device by an id that is not its own. */
import type { TrackConstraints, TrackConstraintSet } from "../constrainable/constraint-types.js";
import { isObject } from "../constrainable/objects.js";
import type { HostDescription } from "../hosts/host.js";

/** Constraints as the solver takes them: a source's aliases replaced by its id. */
export function withoutAliases(constraints: TrackConstraints, source: HostDescription): TrackConstraints {
  const { aliases = [], deviceId } = source;
  if (aliases.length === 0) return constraints;
  const own = (id: unknown): unknown => {
    if (Array.isArray(id)) return id.map(own);
    if (isObject(id))
      return Object.fromEntries(Object.entries(id).map(([name, value]) => [name, own(value)]));
    return aliases.some((alias) => alias === id) ? deviceId : id;
  };
  const named = <T extends TrackConstraintSet>(set: T): T =>
    set.deviceId === undefined ? set : { ...set, deviceId: own(set.deviceId) };
  const { advanced } = constraints;
  return { ...named(constraints), ...(advanced && { advanced: advanced.map(named) }) };
}
