import type { Plugin } from "esbuild";

/** An ES module whose default export is the bytes. */
export function moduleOf(bytes: Uint8Array): string;
/** The esbuild plugin. The bundle must be written with `charset: "utf8"`. */
export const inlineWasm: Plugin;
