export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/tests/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/scripts/jest-transform.mjs" },
  moduleNameMapper: {
    // Jest would instantiate a .wasm file itself; the bundle has its bytes.
    "/core\\.wasm$": "<rootDir>/scripts/core-bytes.mjs",
    "^(\\.{1,2}/.*)\\.js$": ["$1.ts", "$1.js"],
  },
};
