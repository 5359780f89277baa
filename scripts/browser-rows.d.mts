/** The rows of the README's table of browsers, in order: what readers see, by the name that tests report under. */
export const browserRows: Readonly<Record<string, string>>;
