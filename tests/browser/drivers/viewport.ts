/** The size pages open with, in CSS pixels, the same in every browser. */
export const VIEWPORT = { width: 1280, height: 720 };
