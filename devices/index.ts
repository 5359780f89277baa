/** The entry "trackfit/devices": real cameras, microphones and recorded capability sets as source descriptions. */
import { inWords } from "../bindings/constrainable/place.js";
import type { SourceDescription } from "../bindings/solver/types.js";
import { nearestNames } from "./nearest-names.js";

/** One device of the catalogue, or one capability set that a browser reported of a device. */
export interface CatalogueEntry {
  /** The name in the catalogue, and the description's `deviceId`. */
  name: string;
  /** The name for people, and the description's `label`. */
  title: string;
  /** Where the data was published. */
  origin: string;
  /** The system that listed the device: v4l2, dshow, avfoundation, libcamera, camera2, alsa, usb-audio or coreaudio. */
  host?: string;
  /** The browser that reported the capabilities. */
  browser?: string;
  /** The system the browser ran on. */
  os?: string;
  /** How the data was read, and what is particular about it. */
  note: string;
  /** What was assumed to make a source description of the data. Empty where it was taken as it is. */
  assumed: string[];
  /** The source description. */
  source: SourceDescription;
}

/** Loads the whole catalogue, sorted by name. The data is fetched on the first call; each call gives new objects. */
export async function loadCatalogue(): Promise<readonly CatalogueEntry[]> {
  const { default: json } = await import("../build/catalogue.js");
  return JSON.parse(json) as CatalogueEntry[];
}

/** The names of the catalogue, sorted. */
export async function catalogueNames(): Promise<readonly string[]> {
  return (await loadCatalogue()).map(({ name }) => name);
}

/**
 * The source description of a device of the catalogue, a new object on each call.
 * Rejects with a TypeError that tells the nearest names where the catalogue has none of that name.
 */
export async function device(name: string): Promise<SourceDescription> {
  const entries = await loadCatalogue();
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry !== undefined) return entry.source;
  const nearest = nearestNames(
    String(name),
    entries.map((candidate) => candidate.name),
  );
  const told = nearest.map((candidate) => `"${candidate}"`).join(" or ");
  throw new TypeError(`name must be a name of the catalogue, such as ${told}, got ${inWords(name)}.`);
}
