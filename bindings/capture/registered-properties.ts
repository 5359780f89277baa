/** Constrainable properties beyond the specification's, for all objects made from now on. */
import { createRegistry } from "../constrainable/registration.js";
import type { PropertyRegistration } from "../constrainable/registry.js";

const properties: Record<string, PropertyRegistration> = {};

/**
 * Registers a constrainable property, by the steps of Media Capture and Streams, 16.2: MediaDevices objects made from
 * now on support it in constraints, capabilities and settings. TypeError for a name that is taken or unfit.
 *
 * `registerConstrainableProperty("zoom", { type: "double", kinds: ["videoinput"], acceptsBoolean: true })`
 */
export function registerConstrainableProperty(name: string, registration: PropertyRegistration): void {
  if (Object.hasOwn(properties, name)) {
    throw new TypeError(`properties.${String(name)} must not be registered twice.`);
  }
  createRegistry({ [name]: registration });
  properties[name] = registration;
}

/** The properties registered so far. */
export function registeredProperties(): Readonly<Record<string, PropertyRegistration>> {
  return { ...properties };
}
