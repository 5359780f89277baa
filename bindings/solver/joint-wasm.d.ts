/** The bytes of the core that also chooses jointly, written by the build. */
declare module "*/joint-core-bytes.js" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** The same module as JavaScript. */
declare module "*/joint-core-javascript.js" {
  /** Makes an instance with a memory of its own on every call. */
  export function instantiate(): import("./joint-engine.js").JointCoreExports;
}
