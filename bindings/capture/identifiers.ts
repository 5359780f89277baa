/** Identifiers: of tracks and streams at random, of devices by keyed hashes. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The code units of a text, two bytes each: jsdom has no TextEncoder, and a hash may be of anything. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(
    { length: 2 * text.length },
    (_, i) => text.charCodeAt(i >> 1) >> (i % 2 === 0 ? 8 : 0),
  );
}

/** Media Capture and Streams, 4.2, id: a UUID of RFC 4122, 4.4. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A key for keyed hashes: 256 random bits. */
export function newSecret(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}

/** A keyed hash (HMAC-SHA-256) of some words, in hexadecimal digits: who lacks the secret can guess none. */
export function keyedHash(secret: string, ...words: readonly string[]): string {
  // Lengths keep ("ab", "c") and ("a", "bc") apart.
  const message = words.map((word) => `${word.length}:${word}`).join("");
  return bytesToHex(hmac(sha256, bytesOf(secret), bytesOf(message)));
}
