/** Requests in forms that are a browser's own: for screens, and for cameras as they were asked for once. */
import { isObject } from "../constrainable/objects.js";

/** The forms of browsers: Chromium's of before promises, and Firefox's for screens. */
const FORMS = ["mandatory", "optional", "mediaSource"];

/**
 * Whether the argument of getUserMedia() has a form that the specification does not know and a browser does. As the
 * specification ignores it, a camera would be opened where a screen is meant.
 */
export function isPlatformForm(constraints: unknown): boolean {
  return sets(constraints).some((set) => FORMS.some((form) => member(set, form) !== undefined));
}

/** Whether it asks for something else than a camera or a microphone: a screen, a window, a tab. */
export function asksForOther(constraints: unknown): boolean {
  return sets(constraints).some((set) => {
    const optional = member(set, "optional");
    const sequence: unknown[] = Array.isArray(optional) ? optional : [];
    const old = [member(set, "mandatory"), ...sequence];
    const isOther = old.some((each) => member(each, "chromeMediaSource") !== undefined);
    return isOther || !["camera", "microphone", undefined].includes(member(set, "mediaSource") as undefined);
  });
}

function sets(constraints: unknown): unknown[] {
  return [member(constraints, "audio"), member(constraints, "video")];
}

/** A member's value. What only a script can tell is left for when it is read, which is to happen once. */
function member(value: unknown, key: string): unknown {
  for (let object = value; isObject(object); object = Reflect.getPrototypeOf(object)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
    if (descriptor) return descriptor.value;
  }
  return undefined;
}
