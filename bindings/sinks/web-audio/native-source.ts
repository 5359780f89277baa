/** Sources of what the implementation of Web Audio plays itself. */

type CreateSource = (this: AudioContext, stream: MediaStream) => AudioNode;

/** What a replaced createMediaStreamSource() was before. */
const replaced = new WeakMap<object, CreateSource | undefined>();

/** Remembers what a createMediaStreamSource() of this package replaces; returns the native one, if there is one. */
export function setReplaced(method: object, before: unknown): CreateSource | undefined {
  const own = typeof before === "function" ? (before as CreateSource) : undefined;
  const native = own && replaced.has(own) ? replaced.get(own) : own;
  replaced.set(method, native);
  return native;
}

/** The context's own node, for a native stream whose only audio track is the one that is to be heard. */
export function nativeSource(context: AudioContext, stream: MediaStream): AudioNode {
  const own: CreateSource | undefined = Reflect.get(context, "createMediaStreamSource");
  const create = replaced.has(own) ? replaced.get(own) : own;
  if (typeof create !== "function") {
    throw new TypeError("The track must be one of this package: this AudioContext plays no others.");
  }
  return Reflect.apply(create, context, [stream]);
}
