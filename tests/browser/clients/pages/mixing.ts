/** Streams and tracks of ours among those that the page makes itself. */
import { contentsOf, record } from "./media-recorder.js";
import { play, remove, settled, shown, sizeOf, sizeOfPicture, type Size } from "./pictures.js";
import { begin, capture, exactly, only, type Devices } from "./scene.js";

/** A canvas that goes on being painted. */
function painted(width: number, height: number): { stream: MediaStream; stop: () => void } {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    if (!context) return;
    context.fillStyle = `rgb(${count % 256} 0 0)`;
    context.fillRect(0, 0, width, height);
  }, 30);
  return { stream: canvas.captureStream(30), stop: () => clearInterval(timer) };
}

/** Tracks of ours in the page's streams and the other way round. */
export async function together(devices: Devices) {
  await begin(devices);
  const { stream, video } = await capture(exactly(500, 500));
  const canvas = painted(200, 100);
  const drawn = only(canvas.stream.getVideoTracks());

  const mixed = new MediaStream([video, drawn]);
  const isSame = mixed.getTrackById(video.id) === video && mixed.getTrackById(drawn.id) === drawn;
  const ourFirst = await sizeOf(new MediaStream([video]), [500, 500]);
  stream.addTrack(drawn);
  stream.removeTrack(video);
  const theirsInOurs = await sizeOf(stream, [200, 100]);
  stream.addTrack(video);
  stream.removeTrack(drawn);
  canvas.stream.addTrack(video);
  canvas.stream.removeTrack(drawn);
  const oursInTheirs = await sizeOf(canvas.stream, [500, 500]);

  const copies = { ours: stream.clone(), mixed: mixed.clone() };
  const copy = only(copies.ours.getVideoTracks());
  const cloned = {
    isInstance: copies.ours instanceof MediaStream && copies.mixed instanceof MediaStream,
    classes: copies.ours.constructor === stream.constructor,
    settings: [settled(copy), ...copies.mixed.getVideoTracks().map(settled)],
    size: await sizeOf(copies.ours, [500, 500]),
  };
  video.stop();
  const afterStop = {
    states: [video.readyState, copy.readyState],
    active: [stream.active, copies.ours.active],
    size: await sizeOf(copies.ours, [500, 500]),
  };
  const tracks = [copy, ...copies.mixed.getTracks(), drawn];
  for (const track of tracks) track.stop();
  canvas.stop();
  return {
    isSame,
    sizes: { ourFirst, theirsInOurs, oursInTheirs },
    cloned,
    afterStop,
    instances: {
      stream: stream instanceof MediaStream,
      track: video instanceof MediaStreamTrack,
      text: [stream, video].map((object) => Object.prototype.toString.call(object)),
    },
    states: tracks.map(({ readyState }) => readyState),
  };
}

/** A camera of ours with the sound of the page, recorded from one stream. */
export async function recordedTogether(devices: Devices) {
  await begin(devices);
  const { video } = await capture(exactly(400, 300));
  const context = new AudioContext();
  await context.resume();
  const oscillator = new OscillatorNode(context, { frequency: 500 });
  const destination = context.createMediaStreamDestination();
  oscillator.connect(destination);
  oscillator.start();
  destination.stream.addTrack(video);
  const contents = await contentsOf(await record(destination.stream, 3));
  video.stop();
  await context.close();
  return contents;
}

function nameOf(error: unknown): string {
  return error instanceof DOMException ? error.name : String(error);
}

/** What else is taken of a track: pictures on a canvas, and stills. */
export async function stills(devices: Devices, size: Size) {
  await begin(devices);
  const { stream, video } = await capture(exactly(...size));
  const element = await play(stream);
  const [width, height] = await shown(element, size);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context?.drawImage(element, 0, 0);
  const pixels = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
  const colours = new Set<number>();
  for (let i = 0; i < pixels.length; i += 4 * 97) colours.add((pixels[i] ?? 0) * 256 + (pixels[i + 1] ?? 0));

  const camera = new ImageCapture(video);
  const frame = await camera.grabFrame();
  const photo = await camera.takePhoto().then(sizeOfPicture);
  const capabilities = await camera.getPhotoCapabilities();
  const { imageWidth, imageHeight } = await camera.getPhotoSettings();
  const outcome = {
    settings: settled(video),
    shown: [width, height],
    colours: colours.size,
    frame: [frame.width, frame.height],
    photo,
    photoSettings: [imageWidth, imageHeight],
    largestPhoto: [capabilities.imageWidth?.max, capabilities.imageHeight?.max],
    isTheTrack: camera.track === video,
  };
  frame.close();
  remove(element);
  video.stop();
  return { ...outcome, afterEnd: await camera.takePhoto().then(() => "taken", nameOf) };
}
