/** The bytes of a text in ASCII; TextEncoder is missing in jsdom's test environments. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
