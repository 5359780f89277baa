import type { SourceKind } from "../solver/types.js";
import { inWords } from "./place.js";
import {
  bothKinds,
  registryWith,
  specifiedRegistry,
  type ConstrainableProperty,
  type PropertyRegistration,
  type PropertyRegistrationOptions,
  type PropertyRegistry,
  type PropertyType,
} from "./registry.js";

/**
 * Makes the registry of the specification's fifteen properties and those in `properties`, by name.
 * Throws a TypeError for a name that is taken or unfit, and for anything amiss in a registration.
 */
export function createRegistry(
  properties: Readonly<Record<string, PropertyRegistration>> = {},
): PropertyRegistry {
  if (typeof properties !== "object" || (properties as unknown) === null || Array.isArray(properties)) {
    throw new TypeError(`properties must be an object, got ${inWords(properties)}.`);
  }
  const names = Object.keys(properties);
  if (names.length === 0) return specifiedRegistry;
  return registryWith(
    names.map((name) => {
      checkName(name);
      return registered(name, properties[name]);
    }),
  );
}

function freezeProperty(
  property: ConstrainableProperty,
  defaultValue: number | boolean | string | undefined,
): ConstrainableProperty {
  return Object.freeze(defaultValue === undefined ? property : { ...property, default: defaultValue });
}

function checkName(name: string): void {
  if (!/^[A-Za-z]\w*$/.test(name)) {
    throw new TypeError(`properties must be named by identifiers such as "zoom", got ${inWords(name)}.`);
  }
  if (specifiedRegistry.get(name)) {
    throw new TypeError(`properties.${name} must not be registered: the specification defines it.`);
  }
  // Every object has a member of such a name, so every request would carry a constraint.
  if (name === "advanced" || name in Object.prototype) {
    throw new TypeError(`properties.${name} must have another name: this one is taken in every request.`);
  }
}

const registrationMembers = ["type", "kinds", "acceptsBoolean", "default"];

function registered(name: string, registration: unknown): ConstrainableProperty {
  const place = `properties.${name}`;
  const base = { name, kinds: bothKinds, acceptsBoolean: false, allowedRequired: false };
  if (isPropertyType(registration)) return freezeProperty({ ...base, type: registration }, undefined);
  if (typeof registration !== "object" || registration === null) {
    throw new TypeError(`${place} must be ${typesInWords} or an object, got ${inWords(registration)}.`);
  }
  for (const member of Object.keys(registration)) {
    if (!registrationMembers.includes(member)) {
      throw new TypeError(
        `${place} must have no members but type, kinds, acceptsBoolean and default, got ${inWords(member)}.`,
      );
    }
  }
  const {
    type,
    kinds,
    acceptsBoolean = false,
    default: defaultValue,
  } = registration as { readonly [Member in keyof PropertyRegistrationOptions]?: unknown };
  if (!isPropertyType(type))
    throw new TypeError(`${place}.type must be ${typesInWords}, got ${inWords(type)}.`);
  if (typeof acceptsBoolean !== "boolean") {
    throw new TypeError(`${place}.acceptsBoolean must be a boolean, got ${inWords(acceptsBoolean)}.`);
  }
  if (acceptsBoolean && type !== "double" && type !== "ulong") {
    throw new TypeError(`${place}.acceptsBoolean must be false for a property of type "${type}", got true.`);
  }
  return freezeProperty(
    { ...base, type, kinds: checkKinds(kinds, place), acceptsBoolean },
    checkDefault(defaultValue, type, place),
  );
}

const typesInWords = '"ulong", "double", "boolean" or "string"';

function isPropertyType(value: unknown): value is PropertyType {
  return value === "ulong" || value === "double" || value === "boolean" || value === "string";
}

function checkKinds(kinds: unknown, place: string): readonly SourceKind[] {
  if (kinds === undefined) return bothKinds;
  if (!Array.isArray(kinds) || kinds.length === 0) {
    throw new TypeError(
      `${place}.kinds must be a list of "videoinput", "audioinput" or both, got ${inWords(kinds)}.`,
    );
  }
  const list: readonly unknown[] = [...(kinds as readonly unknown[])];
  for (const [index, kind] of list.entries()) {
    if (kind !== "videoinput" && kind !== "audioinput") {
      throw new TypeError(
        `${place}.kinds[${index}] must be "videoinput" or "audioinput", got ${inWords(kind)}.`,
      );
    }
  }
  return Object.freeze(bothKinds.filter((kind) => list.includes(kind)));
}

function checkDefault(
  value: unknown,
  type: PropertyType,
  place: string,
): number | boolean | string | undefined {
  if (value === undefined) return undefined;
  switch (type) {
    case "ulong":
      if (typeof value === "number" && value >>> 0 === value) return value;
      throw new TypeError(`${place}.default must be an integer from 0 to 4294967295, got ${inWords(value)}.`);
    case "double":
      if (typeof value === "number" && Number.isFinite(value)) return value;
      throw new TypeError(`${place}.default must be a finite number, got ${inWords(value)}.`);
    case "boolean":
      if (typeof value === "boolean") return value;
      throw new TypeError(`${place}.default must be a boolean, got ${inWords(value)}.`);
    case "string":
      if (typeof value === "string") return value;
      throw new TypeError(`${place}.default must be a string, got ${inWords(value)}.`);
  }
}
