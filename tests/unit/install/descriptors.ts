/** All own properties of objects, to be compared before and after. */

/** A global object, and everything of it that install() may touch. */
export function descriptorsOf(target: object): Map<string, Record<PropertyKey, PropertyDescriptor>> {
  const { navigator, Navigator, HTMLMediaElement, HTMLVideoElement, HTMLAudioElement } = target as {
    navigator?: object;
    Navigator?: { prototype: object };
    HTMLMediaElement?: { prototype: object };
    HTMLVideoElement?: { prototype: object };
    HTMLAudioElement?: { prototype: object };
  };
  const objects = {
    target,
    navigator,
    Navigator: Navigator?.prototype,
    HTMLMediaElement: HTMLMediaElement?.prototype,
    HTMLVideoElement: HTMLVideoElement?.prototype,
    HTMLAudioElement: HTMLAudioElement?.prototype,
  };
  const found = new Map<string, Record<PropertyKey, PropertyDescriptor>>();
  for (const [name, object] of Object.entries(objects)) {
    if (object) found.set(name, Object.getOwnPropertyDescriptors(object));
  }
  return found;
}

/** The names of the properties that differ, `object.property`; those that are in one of both only are among them. */
export function differences(
  before: ReturnType<typeof descriptorsOf>,
  after: ReturnType<typeof descriptorsOf>,
): string[] {
  const different: string[] = [];
  for (const object of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(object) ?? {}, after.get(object) ?? {}];
    for (const key of new Set([...Reflect.ownKeys(was), ...Reflect.ownKeys(is)])) {
      if (!isSame(was[key], is[key])) different.push(`${object}.${String(key)}`);
    }
  }
  return different.sort();
}

function isSame(a: PropertyDescriptor | undefined, b: PropertyDescriptor | undefined): boolean {
  if (!a || !b) return a === b;
  return ["value", "get", "set", "writable", "enumerable", "configurable"].every((member) =>
    Object.is(Reflect.get(a, member), Reflect.get(b, member)),
  );
}
