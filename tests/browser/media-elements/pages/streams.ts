/** The page's own streams, while elements show them. */
import { cleanly, comesAbout, element, picture, sound, until } from "./tools.js";

/** The tracks of a stream before and after its first ones have ended, and what becomes of a recording of it. */
export function recorded(): Promise<unknown> {
  return cleanly(async () => {
    const [first, second] = [await sound(), await sound()];
    const stream = new MediaStream([first, second, picture()]);
    const order = (): string =>
      stream
        .getTracks()
        .map(({ id }) => id)
        .join();
    const before = order();
    const video = element("video");
    video.srcObject = stream;
    await video.play();
    const recorder = new MediaRecorder(stream);
    let error = "";
    let size = 0;
    recorder.addEventListener("error", (event) => {
      error = String((event as unknown as { error?: Error }).error);
    });
    recorder.addEventListener("dataavailable", ({ data }) => (size += data.size));
    recorder.start(50);
    await until(() => size > 0, "a recording");
    first.stop();
    await comesAbout(() => error !== "");
    const seen = {
      error,
      state: recorder.state,
      isSame: order() === before && video.srcObject === stream,
    };
    if (recorder.state !== "inactive") recorder.stop();
    return seen;
  });
}

/** What an element shows of a stream whose tracks come, end and go, and of another one. */
export function followed(): Promise<unknown> {
  return cleanly(async () => {
    const sizes: string[] = [];
    const [small, large, other] = [picture(64, 48), picture(128, 96), picture(32, 24)];
    const stream = new MediaStream();
    const video = element("video");
    video.autoplay = true;
    video.srcObject = stream;
    const shows = async (size: string): Promise<void> => {
      await until(() => `${video.videoWidth}x${video.videoHeight}` === size, size);
      sizes.push(size);
    };
    stream.addTrack(small);
    await shows("64x48");
    stream.addTrack(large);
    small.stop();
    await shows("128x96");
    stream.addTrack(other);
    stream.removeTrack(large);
    await shows("32x24");
    video.srcObject = new MediaStream([large]);
    await shows("128x96");
    return { sizes };
  });
}
