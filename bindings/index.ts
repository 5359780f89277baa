/** The package's entry. */
export * from "./solver/index.js";
