/** What there is to know of the implementation of Web Audio that an object belongs to: a page's, a frame's, Node's. */

/** AudioNode as an interface object. */
export type AudioNodeClass = typeof AudioNode;

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether a value is an AudioContext of any implementation; an OfflineAudioContext is none. */
export function isAudioContext(value: unknown): value is AudioContext {
  if (typeof value !== "object" || value === null) return false;
  const { createGain } = value as Partial<AudioContext>;
  return tagOf(value) === "AudioContext" && typeof createGain === "function";
}

/** Whether a value is a MediaStream that is not of this package. */
export function isNativeStream(value: unknown): value is MediaStream {
  return (
    tagOf(value) === "MediaStream" && typeof (value as Partial<MediaStream>).getAudioTracks === "function"
  );
}

/** Whether a value is a MediaStreamTrack that is not of this package. */
export function isNativeTrack(value: unknown): value is MediaStreamTrack {
  return tagOf(value) === "MediaStreamTrack" && typeof (value as Partial<MediaStreamTrack>).kind === "string";
}

/** The AudioNode interface that a node inherits from. */
export function audioNodeClassOf(node: AudioNode): AudioNodeClass {
  let prototype: unknown = node;
  while (typeof prototype === "object" && prototype !== null) {
    const tag = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag);
    if (tag?.value === "AudioNode") return (prototype as AudioNode).constructor as AudioNodeClass;
    prototype = Object.getPrototypeOf(prototype);
  }
  throw new TypeError("context must be an AudioContext whose nodes are AudioNodes.");
}

/** Whether a class of nodes belongs to the implementation that a node is of. */
export function hasAncestor(nodeClass: { readonly prototype: object }, node: AudioNode): boolean {
  return nodeClass.prototype instanceof audioNodeClassOf(node);
}
