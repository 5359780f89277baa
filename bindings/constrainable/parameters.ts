import type { Place } from "./place.js";

/** `ConstrainBooleanParameters` and `ConstrainDOMStringParameters` (Media Capture and Streams, 11.2). */
export function readParameters<T>(
  dictionary: { readonly exact?: unknown; readonly ideal?: unknown },
  convert: (value: unknown, place: Place) => T,
  place: Place,
): { exact?: T; ideal?: T } {
  const parameters: { exact?: T; ideal?: T } = {};
  const { exact } = dictionary;
  if (exact !== undefined) parameters.exact = convert(exact, place.at("exact"));
  const { ideal } = dictionary;
  if (ideal !== undefined) parameters.ideal = convert(ideal, place.at("ideal"));
  place.member = "";
  return parameters;
}
