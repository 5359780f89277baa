/** Properties that are replaced all together or not at all, and put back as they were. */
/** A property of an object as it is to be. */
export interface PropertyChange {
  readonly object: object;
  /** What the object is called in errors. */
  readonly name: string;
  readonly key: PropertyKey;
  readonly descriptor: PropertyDescriptor;
}

interface Replaced {
  readonly change: PropertyChange;
  readonly before: PropertyDescriptor | undefined;
}

/** Throws a TypeError if an object would not take the property. */
function check({ object, name, key }: PropertyChange, before: PropertyDescriptor | undefined): void {
  const place = `${name}.${String(key)}`;
  if (before && !before.configurable)
    throw new TypeError(`${place} must be configurable to be installed over.`);
  if (!before && !Object.isExtensible(object)) {
    throw new TypeError(`${name} must be extensible to get "${String(key)}".`);
  }
}

/**
 * Makes the changes, in order, and returns what undoes them, in reverse: properties that were there get their
 * descriptors back, others are deleted. TypeError, with nothing changed, where an object does not take a property.
 */
export function changeProperties(changes: readonly PropertyChange[]): () => void {
  const planned = changes.map((change): Replaced => {
    const before = Object.getOwnPropertyDescriptor(change.object, change.key);
    check(change, before);
    return { change, before };
  });
  const made: Replaced[] = [];
  const undo = (): void => {
    for (const { change, before } of made.splice(0).reverse()) {
      if (before) Object.defineProperty(change.object, change.key, before);
      else Reflect.deleteProperty(change.object, change.key);
    }
  };
  try {
    for (const replaced of planned) {
      const { object, name, key, descriptor } = replaced.change;
      if (!Reflect.defineProperty(object, key, descriptor)) {
        throw new TypeError(`${name} must take the property "${String(key)}", but refused it.`);
      }
      made.push(replaced);
    }
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}
