/** The package's entry: the solver, and the capture objects over it. */
export * from "./solver/index.js";
export * from "./capture/index.js";
