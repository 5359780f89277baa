/** What the browser's own consumers make of converted tracks. */
import { createConverter, type Conversion } from "../../../../bindings/native-media/converter.js";
import { KnownInput, type Layout, type Size } from "./known-input.js";
import { expectedDisc, look } from "./look.js";
import { Screen } from "./screen.js";
import { sleep, until } from "./waiting.js";

/** The picture of a file that MediaRecorder makes of a converted track. */
export async function recorded(input: Size, output: Conversion, layout: Layout, mimeType: string) {
  const source = new KnownInput(input, 30, layout);
  const converter = createConverter(source.track, output);
  const screen = new Screen(converter.track);
  await screen.shows(output);
  const recorder = new MediaRecorder(new MediaStream([converter.track]), { mimeType });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  const before = source.count;
  await until(() => source.count > before + 30, "a recording");
  await new Promise((resolve) => {
    recorder.onstop = resolve;
    recorder.stop();
  });
  screen.close();
  converter.close();
  source.close();
  const player = document.createElement("video");
  player.muted = true;
  player.src = URL.createObjectURL(new Blob(parts, { type: mimeType }));
  await player.play();
  await until(() => player.currentTime > 0.3 || player.ended, "playing");
  player.pause();
  const size = { width: player.videoWidth, height: player.videoHeight };
  const seen = look(player, size, input);
  URL.revokeObjectURL(player.src);
  return { seen, disc: expectedDisc(output, input) };
}

/** The picture at the other end of a peer connection, when it has come to its full size. */
export async function sent(input: Size, output: Conversion, layout: Layout) {
  const source = new KnownInput(input, 30, layout);
  const converter = createConverter(source.track, output);
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
  const arrived = new Promise<MediaStreamTrack>((resolve) => {
    far.ontrack = ({ track }) => resolve(track);
  });
  const sender = near.addTrack(converter.track);
  // Else the size follows the estimate of the bandwidth.
  const parameters = sender.getParameters();
  await sender.setParameters({ ...parameters, degradationPreference: "maintain-resolution" } as never);
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription ?? { type: "offer" });
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription ?? { type: "answer" });
  const screen = new Screen(await arrived);
  await screen.shows(output);
  await sleep(500);
  const seen = look(screen.video, screen.size, input);
  screen.close();
  near.close();
  far.close();
  converter.close();
  source.close();
  return { seen, disc: expectedDisc(output, input) };
}
