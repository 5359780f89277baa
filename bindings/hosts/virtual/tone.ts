/** What a virtual microphone hears: a tone. */

/** Peak of the tone, of 1. */
export const AMPLITUDE = 0.5;
/** Of the first microphone, in Hz. */
const FIRST = 440;
/** Microphones with tones of their own, all within an octave. */
const TONES = 24;
/** The highest tone, as a share of the sample rate. */
const HIGHEST = 0.45;

/**
 * The tone of a host's microphone in Hz, by its order from 0: 440 Hz and upwards in quarter tones; the 25th sounds as
 * the first. Each further channel is the next harmonic, twice and three times the frequency of the first; where one would
 * exceed 0.45 of the sample rate, the harmonics begin again.
 */
export function toneFrequency(order: number, channel = 0, sampleRate = 48000): number {
  const first = FIRST * 2 ** ((order % TONES) / TONES);
  const harmonics = Math.max(1, Math.floor((HIGHEST * sampleRate) / first));
  return first * (1 + (channel % harmonics));
}

/**
 * Fills a channel with the tone, from so many samples after the source's first on. The phase depends on nothing but
 * the time, so that blocks join.
 */
export function fillTone(samples: Float32Array, frequency: number, sampleRate: number, from: number): void {
  const cycles = frequency / sampleRate;
  const start = (from * cycles) % 1;
  for (let i = 0; i < samples.length; i++) {
    samples[i] = AMPLITUDE * Math.sin(2 * Math.PI * (start + i * cycles));
  }
}
