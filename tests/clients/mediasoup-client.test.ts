/** mediasoup-client, unmodified, produces our tracks with the handler that it has for tests. */
import { Device } from "mediasoup-client";
import * as fakeParameters from "mediasoup-client/fakeParameters";
import { FakeHandler } from "mediasoup-client/handlers/FakeHandler";
import type { Producer, Transport } from "mediasoup-client/types";
import type { MediaStreamTrack } from "../../bindings/capture/media-stream-track.js";
import { only, type Scene, scene } from "../unit/capture/scene.js";

let s: Scene;
let transport: Transport;
/** What the application was asked to tell its server of each producer. */
let announced: { kind: string; rtpParameters: { msid?: string } }[];

beforeEach(async () => {
  s = await scene();
  announced = [];
  const device = new Device({ handlerFactory: FakeHandler.createFactory(fakeParameters) });
  await device.load({ routerRtpCapabilities: fakeParameters.generateRouterRtpCapabilities() });
  expect([device.canProduce("audio"), device.canProduce("video")]).toEqual([true, true]);
  transport = device.createSendTransport(fakeParameters.generateTransportRemoteParameters());
  transport.on("connect", (_parameters, done) => {
    done();
  });
  transport.on("produce", ({ kind, rtpParameters }, done) => {
    announced.push({ kind, rtpParameters });
    done({ id: `producer ${announced.length}` });
  });
});

afterEach(() => {
  transport.close();
});

/** The library's types are the platform's. */
function produce(track: MediaStreamTrack, options: object = {}): Promise<Producer> {
  return s.until(transport.produce({ ...options, track: track }));
}

test("a camera's and a microphone's track are produced under their ids", async () => {
  const stream = await s.take({ audio: true, video: { width: { exact: 1280 }, height: { exact: 720 } } });
  const [audio, video] = [only(stream.getAudioTracks()), only(stream.getVideoTracks())];
  const producers = [await produce(audio), await produce(video, { encodings: [{ maxBitrate: 500_000 }] })];
  expect(producers.map(({ kind }) => kind)).toEqual(["audio", "video"]);
  expect(producers.map(({ track }) => track)).toEqual([audio, video]);
  expect(producers.map(({ id }) => id)).toEqual(["producer 1", "producer 2"]);
  expect(announced.map(({ kind }) => kind)).toEqual(["audio", "video"]);
  for (const [i, track] of [audio, video].entries()) {
    expect(announced[i]?.rtpParameters.msid?.split(" ")[1]).toBe(track.id);
  }
});

test("pausing a producer disables the track, resuming enables it", async () => {
  const track = await s.camera("front");
  const producer = await produce(track);
  producer.pause();
  expect(track.enabled).toBe(false);
  await s.pass(3000);
  expect(s.watched.open).toEqual([]);
  producer.resume();
  expect(track.enabled).toBe(true);
  await s.settle();
  expect(s.watched.open).toEqual(["front"]);
});

test("the end of the track is told to the producer", async () => {
  const track = await s.camera("front");
  const producer = await produce(track);
  let ended = 0;
  producer.on("trackended", () => {
    ended += 1;
  });
  s.unplug("front");
  await s.settle();
  expect(ended).toBe(1);
  expect(producer.track?.readyState).toBe("ended");
});

test("a track is replaced by another, and the old one stopped", async () => {
  const [front, back] = [await s.camera("front"), await s.camera("back")];
  const producer = await produce(front);
  await s.until(producer.replaceTrack({ track: back }));
  expect(producer.track).toBe(back);
  expect([front.readyState, back.readyState]).toEqual(["ended", "live"]);
  await s.settle();
  expect(s.watched.open).toEqual(["back"]);
});

test("closing a producer stops its track and gives the device back", async () => {
  const track = await s.camera("front");
  const producer = await produce(track);
  producer.close();
  expect(track.readyState).toBe("ended");
  await s.settle();
  expect(s.watched.open).toEqual([]);
});

test("a track that has ended is refused", async () => {
  const track = await s.camera("front");
  track.stop();
  await expect(produce(track)).rejects.toMatchObject({ name: "InvalidStateError" });
});
