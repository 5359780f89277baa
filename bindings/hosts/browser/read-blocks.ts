/** From a native audio track to blocks of samples. */
import type { AudioBlock } from "../media.js";

/** Chromium's reader of tracks, which TypeScript has for workers only. */
interface AudioReader {
  readonly readable: ReadableStream<AudioData>;
}
type AudioReaderClass = new (init: { track: MediaStreamTrack }) => AudioReader;

/** Frames of a block where an analyser is looked at, and how often that is, in milliseconds. */
const FRAMES = 2048;
const PERIOD = 20;

/** Reads a native audio track's samples until the function returned is called. */
export function readBlocks(track: MediaStreamTrack, each: (block: AudioBlock) => void): () => void {
  const { MediaStreamTrackProcessor: reader } = globalThis as {
    MediaStreamTrackProcessor?: AudioReaderClass;
  };
  return reader ? readData(new reader({ track }).readable.getReader(), each) : readContext(track, each);
}

function readData(
  reader: ReadableStreamDefaultReader<AudioData>,
  each: (block: AudioBlock) => void,
): () => void {
  let isReading = true;
  let first: number | undefined;
  void (async () => {
    while (isReading) {
      const { value: data, done } = await reader.read();
      if (done) return;
      first ??= data.timestamp;
      const channels = Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
        const samples = new Float32Array(data.numberOfFrames);
        data.copyTo(samples, { planeIndex, format: "f32-planar" });
        return samples;
      });
      const { sampleRate, timestamp } = data;
      data.close();
      each({ sampleRate, channels, timestamp: timestamp - first });
    }
  })().catch(() => {
    // Reading was cancelled, or the track has ended.
  });
  return () => {
    isReading = false;
    reader.cancel().catch(() => undefined);
  };
}

/** Through Web Audio: the latest samples of an analyser, those put out since the last look. One channel. */
function readContext(track: MediaStreamTrack, each: (block: AudioBlock) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: FRAMES });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const { sampleRate } = context;
  const start = context.currentTime;
  let told = 0;
  const latest = new Float32Array(FRAMES);
  const timer = setInterval(() => {
    const now = Math.round((context.currentTime - start) * sampleRate);
    const count = Math.min(now - told, FRAMES);
    if (count <= 0) return;
    analyser.getFloatTimeDomainData(latest);
    each({
      sampleRate,
      channels: [latest.slice(FRAMES - count)],
      timestamp: Math.round(((now - count) / sampleRate) * 1e6),
    });
    told = now;
  }, PERIOD);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
