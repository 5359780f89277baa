/** The tone that a stream is heard with. */

/** Samples of a measurement, and how loud a tone is at least, in decibels. */
const WINDOW = 16384;
const AUDIBLE = -50;
/** How long a tone is waited for, in seconds of the context. */
const LIMIT = 15;

/** Whether the page's contexts run; without a sound server some browsers' do not. */
async function isRunning(context: AudioContext): Promise<boolean> {
  void context.resume();
  const end = performance.now() + 2000;
  while (context.currentTime === 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return context.currentTime > 0;
}

/**
 * The strongest tone at the destination, in Hz, while a stream plays there; 0 for silence. Undefined where the browser runs no
 * AudioContext.
 */
export async function heard(stream: MediaStream): Promise<number | undefined> {
  const context = new AudioContext();
  try {
    if (!(await isRunning(context))) return undefined;
    const analyser = new AnalyserNode(context, { fftSize: WINDOW, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(stream).connect(analyser).connect(context.destination);
    const levels = new Float32Array(analyser.frequencyBinCount);
    let begun: number | undefined;
    while (context.currentTime < LIMIT) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      analyser.getFloatFrequencyData(levels);
      const top = levels.indexOf(Math.max(...levels));
      const isHeard = (levels[top] ?? -Infinity) > AUDIBLE;
      begun = isHeard ? (begun ?? context.currentTime) : undefined;
      // The whole window must be sound.
      if (begun === undefined || context.currentTime < begun + (2 * WINDOW) / context.sampleRate) continue;
      return ((top + offCentre(levels, top)) * context.sampleRate) / WINDOW;
    }
    return 0;
  } finally {
    await context.close();
  }
}

/** Where the top of the parabola through a value and its neighbours is, from that value. */
function offCentre(levels: Float32Array, top: number): number {
  const [a = 0, b = 0, c = 0] = levels.subarray(top - 1, top + 2);
  return (a - c) / (2 * (a - 2 * b + c));
}
