/** Sources of what the implementation of Web Audio plays itself. */

type CreateSource = (this: AudioContext, stream: MediaStream) => AudioNode;

/** An implementation's own method, while this package's is in its place. */
interface Taken {
  readonly native: CreateSource | undefined;
  /** By how many installations. */
  count: number;
}

const taken = new WeakMap<object, Taken>();

/**
 * Takes the createMediaStreamSource() of an AudioContext.prototype that this package is about to replace: whatever is
 * put over this package's own later, sources are made with that. `giveBack` forgets it again.
 */
export function takeNative(prototype: object): {
  readonly native: CreateSource | undefined;
  readonly giveBack: () => void;
} {
  const entry = taken.get(prototype) ?? { native: createSourceOf(prototype), count: 0 };
  entry.count += 1;
  taken.set(prototype, entry);
  let isOver = false;
  const giveBack = (): void => {
    if (isOver) return;
    isOver = true;
    entry.count -= 1;
    if (entry.count === 0) taken.delete(prototype);
  };
  return { native: entry.native, giveBack };
}

/** The context's own node, for a native stream whose only audio track is the one that is to be heard. */
export function nativeSource(context: AudioContext, stream: MediaStream): AudioNode {
  const create = nativeOf(context);
  if (!create) {
    throw new TypeError("The track must be one of this package: this AudioContext plays no others.");
  }
  return Reflect.apply(create, context, [stream]);
}

function nativeOf(context: AudioContext): CreateSource | undefined {
  for (let object: object | null = context; object; object = Reflect.getPrototypeOf(object)) {
    const entry = taken.get(object);
    if (entry) return entry.native;
  }
  return createSourceOf(context);
}

function createSourceOf(object: object): CreateSource | undefined {
  const method: unknown = Reflect.get(object, "createMediaStreamSource");
  return typeof method === "function" ? (method as CreateSource) : undefined;
}
