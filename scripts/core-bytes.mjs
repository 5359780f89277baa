// What `import wasm from "../../build/core.wasm"` gives outside a bundle, for Jest.
import { readFileSync } from "node:fs";

export default new Uint8Array(readFileSync(new URL("../build/core.wasm", import.meta.url)));
