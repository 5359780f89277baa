export default {
  testEnvironment: "node",
  // Two busy cores are slow; a test that hangs is still told of in time.
  testTimeout: 30_000,
  testMatch: ["<rootDir>/tests/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/scripts/jest-transform.mjs" },
  moduleNameMapper: {
    // Jest would instantiate a .wasm file itself; the bundle has its bytes.
    "/core\\.wasm$": "<rootDir>/scripts/core-bytes.mjs",
    "^(\\.{1,2}/.*)\\.js$": ["$1.ts", "$1.js"],
  },
};
