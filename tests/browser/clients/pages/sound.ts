/** Web Audio on tracks of ours: the tone that is heard, measured. */
import { begin, only } from "./scene.js";

/** The strongest tone of a signal, in Hz; 0 where there is only silence. */
async function strongest(context: AudioContext, node: AudioNode, output = 0): Promise<number> {
  const analyser = new AnalyserNode(context, { fftSize: 16384, smoothingTimeConstant: 0 });
  node.connect(analyser, output);
  const decibels = new Float32Array(analyser.frequencyBinCount);
  const duration = analyser.fftSize / context.sampleRate;
  const limit = context.currentTime + 8;
  let from: number | undefined;
  while (context.currentTime < limit) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    analyser.getFloatFrequencyData(decibels);
    const isHeard = decibels.some((level) => level > -50);
    from = isHeard ? (from ?? context.currentTime) : undefined;
    // The whole window must be sound.
    if (from !== undefined && context.currentTime > from + 2 * duration)
      return peakOf(decibels, context, analyser);
  }
  return 0;
}

/** The top of the parabola through the highest value and its neighbours. */
function peakOf(decibels: Float32Array, { sampleRate }: AudioContext, { fftSize }: AnalyserNode): number {
  const top = decibels.indexOf(Math.max(...decibels));
  const [a = 0, b = 0, c = 0] = decibels.subarray(top - 1, top + 2);
  const shift = (a - c) / (2 * (a - 2 * b + c));
  return ((top + shift) * sampleRate) / fftSize;
}

/** Web Audio with the node that Chromium lacks. */
interface WithTrackNode extends AudioContext {
  createMediaStreamTrackSource(track: MediaStreamTrack): AudioNode;
}

async function running(): Promise<AudioContext> {
  const context = new AudioContext();
  await context.resume();
  return context;
}

/** A virtual microphone through the nodes that take streams and tracks. */
export async function tones() {
  const { host } = await begin("virtual");
  if (!host) throw new Error("There is no host.");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: { exact: 2 } } });
  const track = only(stream.getAudioTracks());
  const { sampleRate = 48000, channelCount } = track.getSettings();
  const context = await running();
  const ofStream = context.createMediaStreamSource(stream);
  const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  ofStream.connect(splitter);
  const ofTrack = (context as WithTrackNode).createMediaStreamTrackSource(track);
  const left = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  ofTrack.connect(left);
  const heard = await Promise.all([
    strongest(context, splitter, 0),
    strongest(context, splitter, 1),
    strongest(context, left, 0),
  ]);
  const played = [0, 1].map((channel) => host.toneOf("virtual-microphone", channel, sampleRate));
  const types = [
    ofStream instanceof MediaStreamAudioSourceNode,
    ofStream.mediaStream === stream,
    ofTrack instanceof AudioNode,
  ];
  track.stop();
  await context.close();
  return { heard, played, channelCount, types };
}

/** A tone of the page in a stream of ours, and a microphone's through the page's own destination. */
export async function mixedSound() {
  const { host } = await begin("virtual");
  if (!host) throw new Error("There is no host.");
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: { exact: 1 } },
    video: true,
  });
  const microphone = only(stream.getAudioTracks());
  const context = await running();

  const oscillator = new OscillatorNode(context, { frequency: 1000 });
  const made = context.createMediaStreamDestination();
  oscillator.connect(made);
  oscillator.start();
  const own = only(made.stream.getAudioTracks());
  stream.removeTrack(microphone);
  stream.addTrack(own);
  const inOurs = await strongest(context, context.createMediaStreamSource(stream));

  const through = context.createMediaStreamDestination();
  context.createMediaStreamSource(new MediaStream([microphone])).connect(through);
  through.stream.addTrack(only(stream.getVideoTracks()));
  const throughPage = await strongest(context, context.createMediaStreamSource(through.stream));

  const expected = host.toneOf("virtual-microphone");
  const kinds = through.stream
    .getTracks()
    .map(({ kind }) => kind)
    .sort();
  for (const one of [microphone, own, ...stream.getTracks()]) one.stop();
  await context.close();
  return { inOurs, throughPage, expected, kinds, open: host.openSources };
}
