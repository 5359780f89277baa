/** The capture objects, virtual devices, sinks and what installs them: part of the entry "trackfit". */
export { createMediaDevices, mediaDevicesFor } from "./create-media-devices.js";
export type { IdStore } from "./device-ids.js";
export { DocumentState } from "./document-state.js";
export type { AccessMaps, Indicators, IndicatorState } from "./indicators.js";
export { InputDeviceInfo } from "./input-device-info.js";
export { MediaDeviceInfo } from "./media-device-info.js";
export { MediaDevices } from "./media-devices.js";
export type { Candidate, MediaDevicesOptions, PromptAnswer, PromptRequest } from "./media-devices-options.js";
export { MediaStream } from "./media-stream.js";
export { MediaStreamTrack, type TrackOfKind } from "./media-stream-track.js";
export { MediaStreamTrackEvent, type MediaStreamTrackEventInit } from "./media-stream-track-event.js";
export { registerMediaType } from "./media-types.js";
export { OverconstrainedError } from "./overconstrained-error.js";
export { Permissions } from "./permissions.js";
export { registerConstrainableProperty } from "./registered-properties.js";
export { connectSink, type TrackSink } from "./track-sink.js";
export type { TrackCapabilities } from "../solver/types.js";
export { userAgentOf, type UserAgent } from "./user-agent.js";

export type { Clock } from "../hosts/clock.js";
export type {
  CaptureHost,
  Configuration,
  HostDescription,
  HostDevice,
  HostSource,
  SourceObserver,
  Wishes,
} from "../hosts/host.js";
export type { AudioBlock, MediaConsumer, Picture } from "../hosts/media.js";
export { realClock } from "../hosts/real-clock.js";
export { steppedClock, type SteppedClock } from "../hosts/stepped-clock.js";
export { readFrameNumber } from "../hosts/virtual/read-frame-number.js";
export { toneFrequency } from "../hosts/virtual/tone.js";
export {
  virtualHost,
  type PlugOptions,
  type VirtualHost,
  type VirtualHostOptions,
} from "../hosts/virtual/virtual-host.js";

export { install, uninstall, type InstallOptions } from "../install/install.js";
export { installMediaElements, type MediaElementOptions } from "../install/install-media-elements.js";
export { LocalMediaStream } from "../legacy/local-media-stream.js";
export { legacyGetUserMedia, type NavigatorGetUserMedia } from "../legacy/navigator-get-user-media.js";
export { AudioData } from "../sinks/audio-data.js";
export {
  MediaStreamTrackProcessor,
  type FrameOf,
  type MediaStreamTrackProcessorInit,
} from "../sinks/media-stream-track-processor.js";
export { VideoFrame } from "../sinks/video-frame.js";
export { installWebAudio, type WebAudioScope } from "../install/install-web-audio.js";
export {
  createMediaStreamSource,
  createMediaStreamTrackSource,
  MediaStreamAudioSourceNode,
  MediaStreamTrackAudioSourceNode,
  sourceNodesOf,
  type AnyMediaStream,
  type AnyMediaStreamTrack,
  type MediaStreamAudioSourceNodeClass,
  type MediaStreamAudioSourceOptions,
  type MediaStreamTrackAudioSourceNodeClass,
  type MediaStreamTrackAudioSourceOptions,
  type SourceNodeClasses,
} from "../sinks/web-audio/source-nodes.js";
export { wavWriter, type WavSettings, type WavWriter } from "../sinks/wav-writer.js";
export { y4mWriter, type Y4mSettings, type Y4mWriter } from "../sinks/y4m-writer.js";

export type { JointSolver } from "../solver/joint-solver.js";
export type { JointFit, JointMember, JointMisfit } from "../solver/joint-types.js";
export { createJointSolver } from "../solver/load-joint-solver.js";
