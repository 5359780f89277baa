/** Shows sound as a line. */

/** Samples shown at once. */
const SAMPLES = 2048;

/** Draws what a stream sounds like, until it is closed. Nothing is played. */
export class SoundView {
  readonly #context = new AudioContext();
  #frame = 0;

  constructor(stream: MediaStream, canvas: HTMLCanvasElement) {
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = SAMPLES;
    this.#context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(SAMPLES);
    const draw = (): void => {
      this.#frame = requestAnimationFrame(draw);
      analyser.getFloatTimeDomainData(samples);
      drawLine(canvas, samples);
    };
    draw();
    // Browsers want to see a gesture first, which there may have been by now.
    void this.#context.resume();
  }

  /** Ends it. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    void this.#context.close();
  }
}

function drawLine(canvas: HTMLCanvasElement, samples: Float32Array): void {
  const paint = canvas.getContext("2d");
  if (!paint) return;
  const ratio = window.devicePixelRatio;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  paint.clearRect(0, 0, width, height);
  paint.beginPath();
  samples.forEach((sample, i) => {
    paint.lineTo((i / (samples.length - 1)) * width, (1 - sample) * 0.5 * height);
  });
  paint.lineWidth = 1.5 * ratio;
  paint.strokeStyle = getComputedStyle(canvas).color;
  paint.stroke();
}
