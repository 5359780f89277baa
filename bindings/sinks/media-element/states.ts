/** HTML's numbers for what a media element has and does. */

/** HTML, 4.8.11.4, `networkState`. */
export const NETWORK_EMPTY = 0;
/** The stream is being played or waited for. */
export const NETWORK_LOADING = 2;
/** The element is about to look for its source. */
export const NETWORK_NO_SOURCE = 3;

/** HTML, 4.8.11.7, `readyState`. */
export const HAVE_NOTHING = 0;
/** Duration and dimensions are known. */
export const HAVE_METADATA = 1;
/** There is a picture, and none that follows: what playback that has ended is left with. */
export const HAVE_CURRENT_DATA = 2;
/** Data flows; nothing of a stream is ever buffered, so more cannot be had. */
export const HAVE_ENOUGH_DATA = 4;
