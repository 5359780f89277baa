/** The constraints given to `trackfit fit`. */
import { convertStreamConstraints, type Constraints } from "../constrainable/convert.js";
import { constraintsForDeviceSelection } from "../constrainable/device-selection.js";
import type {
  ConstrainableProperty,
  PropertyRegistration,
  PropertyRegistry,
} from "../constrainable/registry.js";
import type { SourceKind } from "../solver/types.js";
import { InputError, messageOf } from "./input-error.js";
import { jsonProblem, offsetOf, pathInWords, placeInWords, visitJson, type JsonPath } from "./json-places.js";

/** The kinds of device in the order in which they are told. */
export const kinds: readonly SourceKind[] = ["videoinput", "audioinput"];

/** What is asked of the devices of each kind that is requested. */
export type Request = ReadonlyMap<SourceKind, Constraints>;

const camera = { kinds: ["videoinput"] } as const;
const range: PropertyRegistration = { ...camera, type: "double" };
const movement: PropertyRegistration = { ...range, acceptsBoolean: true };
const mode: PropertyRegistration = { ...camera, type: "string" };

/** The properties of MediaStream Image Capture; user agents have them, the specification of getUserMedia does not. */
const ofImageCapture: Readonly<Record<string, PropertyRegistration>> = {
  whiteBalanceMode: mode,
  exposureMode: mode,
  focusMode: mode,
  exposureCompensation: range,
  exposureTime: range,
  colorTemperature: range,
  iso: range,
  brightness: range,
  contrast: range,
  saturation: range,
  sharpness: range,
  focusDistance: range,
  pan: movement,
  tilt: movement,
  zoom: movement,
  torch: { ...camera, type: "boolean" },
};

/** Parses the constraints; where they are no JSON, an error with the place. */
export function parseConstraints(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const problem = jsonProblem(text);
    if (!problem) throw error;
    const place = placeInWords(text, problem.offset);
    const hint = text.trimStart().startsWith("'") ? " (this shell passes single quotes on)" : "";
    throw new InputError(`constraints must be JSON, but at ${place} ${problem.message}${hint}.`);
  }
}

/** The member of a constraint set that a path leads to, with or without one of the constraint's own; "" for none. */
function propertyAt([, name, index, inSet]: JsonPath): string {
  const property = name === "advanced" && typeof index === "number" ? inSet : name;
  return typeof property === "string" && property !== "advanced" ? property : "";
}

/**
 * The properties to register besides the specification's: those that the constraints name. Others would only fill
 * the settings with values that nobody asked for.
 */
export function propertiesNamed(text: string): Record<string, PropertyRegistration> {
  const named: Record<string, PropertyRegistration> = {};
  visitJson(text, (path) => {
    const name = propertyAt(path);
    const registration = Object.hasOwn(ofImageCapture, name) ? ofImageCapture[name] : undefined;
    if (registration !== undefined) named[name] = registration;
  });
  return named;
}

/** Where the value stands that an error message begins with. */
function located(message: string, text: string): string {
  const path = message.startsWith("constraints") ? (pathInWords(message) ?? []) : [];
  return `${placeInWords(text, offsetOf(text, path))}: ${message}`;
}

/** Media Capture and Streams, 10.2, getUserMedia, steps 2, 3 and 6.3.2 to 6.3.4. */
export function readRequest(text: string, registry: PropertyRegistry): Request {
  const value = parseConstraints(text);
  const request = new Map<SourceKind, Constraints>();
  try {
    const { audio, video } = convertStreamConstraints(value, registry);
    if (video) request.set("videoinput", constraintsForDeviceSelection(video, "videoinput"));
    if (audio) request.set("audioinput", constraintsForDeviceSelection(audio, "audioinput"));
  } catch (error) {
    throw new InputError(located(messageOf(error), text));
  }
  if (request.size === 0) {
    throw new InputError(
      "constraints must request video, audio or both (TypeError): constraints.video or constraints.audio must be true or an object.",
    );
  }
  return request;
}

function constraintMembers({ type }: ConstrainableProperty): readonly string[] {
  return type === "boolean" || type === "string" ? ["exact", "ideal"] : ["min", "max", "exact", "ideal"];
}

/** Why the specification passes over the member at a path, or undefined where it does not. */
function passedOver(path: JsonPath, registry: PropertyRegistry): string | undefined {
  const [media] = path;
  const isMedia = media === "video" || media === "audio";
  if (path.length === 1)
    return isMedia || typeof media === "number" ? undefined : "is neither video nor audio";
  const name = propertyAt(path);
  const depth = path[1] === "advanced" ? 4 : 2;
  if (!isMedia || name === "") return undefined;
  const property = registry.get(name);
  if (path.length === depth) {
    if (property === undefined) return "is no constrainable property";
    const kind = media === "video" ? "videoinput" : "audioinput";
    return property.kinds.includes(kind) ? undefined : `is no property of ${media}`;
  }
  const member = path[depth];
  if (property === undefined || path.length !== depth + 1 || typeof member !== "string") return undefined;
  const members = constraintMembers(property);
  return members.includes(member) ? undefined : `is none of ${members.join(", ")}`;
}

/** What the specification passes over in silence and people may want to know: members with names that mean nothing. */
export function notesOn(text: string, registry: PropertyRegistry): string[] {
  const notes: string[] = [];
  visitJson(text, (path, offset) => {
    const reason = passedOver(path, registry);
    if (reason === undefined) return;
    const words = path.map((key) => (typeof key === "number" ? `[${String(key)}]` : `.${key}`)).join("");
    notes.push(`${placeInWords(text, offset)}: constraints${words} ${reason} and is passed over.`);
  });
  return notes;
}

/** The names of the constraints of a kind, basic and advanced. */
export function namesIn({ basic, advanced }: Constraints): Set<string> {
  return new Set([basic, ...advanced].flatMap((set) => set.map(({ property }) => property.name)));
}
