/** A converted track on its way to another peer. */
import { exactly } from "../../quirks/page/tools.js";
import { until } from "../../native-media/pages/waiting.js";
import { only, trackfitBrowser } from "./common.js";

/** How many frames have been encoded. */
let encoded: (() => Promise<number>) | undefined;

/** Captures, converts and sends, to the page itself; resolves when frames go. */
export async function begin(): Promise<void> {
  const { install } = await trackfitBrowser();
  install();
  const stream = await navigator.mediaDevices.getUserMedia({ video: exactly(300, 300) });
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  here.onicecandidate = ({ candidate }) => void (candidate && there.addIceCandidate(candidate));
  there.onicecandidate = ({ candidate }) => void (candidate && here.addIceCandidate(candidate));
  here.addTrack(only(stream.getTracks()), stream);
  await here.setLocalDescription();
  if (here.localDescription) await there.setRemoteDescription(here.localDescription);
  await there.setLocalDescription();
  if (there.localDescription) await here.setRemoteDescription(there.localDescription);
  encoded = async () => {
    let count = 0;
    (await here.getStats()).forEach(({ type, framesEncoded }: { type: string; framesEncoded?: number }) => {
      if (type === "outbound-rtp") count += framesEncoded ?? 0;
    });
    return count;
  };
  await sent(5);
}

/** Whether so many frames more are sent before there has been time for them at one a second; how the page is meanwhile. */
export async function sent(count: number): Promise<string> {
  let now = (await encoded?.()) ?? 0;
  const goal = now + count;
  const note = async (): Promise<void> => {
    now = (await encoded?.()) ?? 0;
  };
  await until(() => {
    void note();
    return now >= goal;
  }, `frame ${goal}`);
  return document.visibilityState;
}
