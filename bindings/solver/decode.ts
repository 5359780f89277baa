/** From the core's numbers to a fit or a misfit. */
import type { Constraints, ConstraintValue } from "../constrainable/convert.js";
import type { ConstrainableProperty } from "../constrainable/registry.js";
import type { RawFit, RawMisfit } from "./boundary.js";
import { misfit } from "./misfit.js";
import { CROP_AND_SCALE, HAS_RATE, HAS_SIZE, NATIVE, nativeRate, type SettingsSpace } from "./settings-space.js";
import type { ConflictMember, Fit, Misfit } from "./types.js";

const RESIZE_MODES = ["none", "crop-and-scale"];

/** The fit the core has chosen. */
export function decodeFit(raw: RawFit, space: SettingsSpace): Fit {
  const settings: Record<string, unknown> = {};
  const row = space.rows[raw.row];
  const flags = row?.flags ?? 0;
  for (const [property, target] of space.targets) {
    const value = settingOf(raw, space, flags, property.name, target);
    if (value !== undefined) settings[property.name] = value;
  }
  const fit: Fit = { ok: true, settings, distance: raw.distance, advanced: raw.advanced };
  if (row?.mode) {
    fit.nativeMode = row.mode;
    fit.nativeFrameRate = nativeRate(row, raw.frameRate);
  }
  return fit;
}

function settingOf(raw: RawFit, space: SettingsSpace, flags: number, name: string, target: number): unknown {
  if (target >= 4) return definite(raw.numbers[target - 4]);
  if (target === 3) return flags & HAS_RATE ? raw.frameRate : undefined;
  if (target >= 0) return flags & HAS_SIZE ? [raw.width, raw.height, raw.aspectRatio][target] : undefined;
  if (target === -1) return flags & NATIVE ? "none" : flags & CROP_AND_SCALE ? "crop-and-scale" : undefined;
  const discrete = -2 - target;
  return space.discretes[discrete]?.values[raw.discretes[discrete] ?? -1];
}

function definite(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** The misfit the core has found for a basic set. */
export function decodeMisfit(raw: RawMisfit, space: SettingsSpace, constraints: Constraints): Misfit {
  const conflict = raw.members.map(({ property, bound, nearest }): ConflictMember => {
    const asked = constraints.basic.find((constraint) => constraint.property === property)?.value;
    const member: ConflictMember = { name: property.name, bound, value: boundOf(asked, bound) };
    const value = translate(nearest, space, property);
    if (value !== undefined) member.nearest = value;
    return member;
  });
  return misfit(space.kind, raw.failed?.name ?? "", conflict);
}

function boundOf(value: ConstraintValue | undefined, bound: string): unknown {
  return typeof value === "object" ? (value as Record<string, unknown>)[bound] : value;
}

/** A nearest value, which of a discrete property is a number of its values. */
function translate(nearest: number, space: SettingsSpace, property: ConstrainableProperty): unknown {
  const target = space.targets.get(property) ?? 0;
  if (Number.isNaN(nearest)) return undefined;
  if (target >= 0) return nearest;
  return target === -1 ? RESIZE_MODES[nearest] : space.discretes[-2 - target]?.values[nearest];
}
