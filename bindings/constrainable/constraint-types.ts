import type { PropertyRegistration, PropertyType } from "./registry.js";

/** The TypeScript types of requests: lib.dom's dictionaries, with what they lack of the specification. */

/** `MediaTrackConstraintSet` with the members that TypeScript's own lacks (Media Capture and Streams, 4.3.6). */
export interface TrackConstraintSet extends MediaTrackConstraintSet {
  /** In seconds. */
  latency?: ConstrainDouble;
  resizeMode?: ConstrainDOMString;
}

/** Registrations of properties by name, as `createSolver({ properties })` takes them. */
export type PropertyRegistrations = Readonly<Record<string, PropertyRegistration>>;

/** No properties but the specification's. */
export type NoRegistrations = { readonly [Name in never]: PropertyRegistration };

/** The constraints of registered properties, by name: `{ zoom: "double" }` lets `zoom: { min: 2 }` be asked for. */
export type RegisteredConstraintSet<Registrations extends PropertyRegistrations> = {
  [Name in keyof Registrations]?: RegisteredConstraint<Registrations[Name]>;
};

/** `MediaTrackConstraints` with the constraints of registered properties. */
export type TrackConstraints<Registrations extends PropertyRegistrations = NoRegistrations> = object &
  TrackConstraintSet &
  RegisteredConstraintSet<Registrations> & {
    advanced?: (TrackConstraintSet & RegisteredConstraintSet<Registrations>)[];
  };

/** `MediaStreamConstraints` with the constraints of registered properties (Media Capture and Streams, 10.3). */
export interface StreamRequest<Registrations extends PropertyRegistrations = NoRegistrations> {
  audio?: boolean | TrackConstraints<Registrations>;
  video?: boolean | TrackConstraints<Registrations>;
}

interface ConstraintByType {
  ulong: ConstrainULong;
  double: ConstrainDouble;
  boolean: ConstrainBoolean;
  string: ConstrainDOMString;
}

type RegisteredConstraint<Registration> = Registration extends PropertyType
  ? ConstraintByType[Registration]
  : Registration extends { type: infer Type extends PropertyType }
    ? ConstraintByType[Type] | (Registration extends { acceptsBoolean: true } ? boolean : never)
    : never;
