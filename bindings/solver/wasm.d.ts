/** The build puts the module's bytes in place of the import. */
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** The same module as JavaScript, made by the build. */
declare module "*/core-javascript.js" {
  /** Makes an instance with a memory of its own on every call. */
  export function instantiate(): import("./boundary.js").CoreExports;
}
