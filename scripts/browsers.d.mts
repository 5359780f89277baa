/** Browsers switched off by name. */
export const switchedOff: readonly string[];
/** The file of a browser; throws where it is not there and cannot be installed. */
export function browserFile(name: "chromium"): string;
