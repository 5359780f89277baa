/** What must be true of the real thing whenever it has settled, whatever has happened before. */
import { stateOf } from "../../bindings/capture/media-stream-track.js";
import type { Configuration } from "../../bindings/hosts/host.js";
import type { TrackSettings } from "../../bindings/solver/types.js";
import { describe, deviceIds } from "./devices.js";
import { broken, canSoundTogether, delivers, pointsOf, type Asked, type Point } from "./required.js";
import type { Heard, World } from "./world.js";

/** Fails with all that is wrong, in words. */
export function expectNone(faults: readonly string[]): void {
  expect(faults).toEqual([]);
}

/** A track's settings in the device's primary orientation, in which constraints are. */
export function upright({ track, source }: Heard): TrackSettings {
  const settings = track.getSettings();
  const { width, height } = settings;
  const [probe, flipped] = [{ width: 1, height: 2 }, source.delivered({ width: 1, height: 2 })];
  if (flipped.width === probe.width || width === undefined || height === undefined) return settings;
  return {
    ...settings,
    width: height,
    height: width,
    aspectRatio: Math.round((height / width) * 1e10) / 1e10,
  };
}

function sameMode({ mode, rate }: Point, { nativeMode, frameRate }: Configuration): boolean {
  return nativeMode?.width === mode.width && nativeMode.height === mode.height && frameRate === rate;
}

/** Faults of the settings of a device's tracks: 5 and 11.1. */
function settingsFaults(world: World, id: string, tracks: readonly Heard[]): string[] {
  const faults: string[] = [];
  const device = world.described(id);
  const all = tracks.map(upright);
  tracks.forEach(({ track }, i) => {
    const settings = all[i] ?? {};
    const asked = track.getConstraints() as Asked;
    for (const name of broken(asked, settings)) {
      faults.push(`${id}: ${name} of ${JSON.stringify(settings)} is not ${JSON.stringify(asked[name])}`);
    }
    if (settings.deviceId !== device.deviceId || settings.groupId !== device.groupId) {
      faults.push(`${id}: its settings tell of another device`);
    }
  });
  // A device that refused to be configured while a clone came may be left in a mode of which nobody knows more.
  const configuration = world.hasFailed.has(id) ? undefined : world.watched.of(id)[0]?.configuration;
  const shown = JSON.stringify(all);
  if (describe(id).kind === "audioinput") {
    if (!canSoundTogether(device, all)) faults.push(`${id}: no microphone has at once ${shown}`);
    return faults;
  }
  const points = pointsOf(device).filter((point) => !configuration || sameMode(point, configuration));
  if (!points.some((point) => all.every((settings) => delivers(device, point, settings)))) {
    const how = configuration ? JSON.stringify(configuration) : "any way";
    faults.push(`${id}: a camera that runs in ${how} cannot deliver ${shown}`);
  }
  return faults;
}

/** Whether the device provides media to a track, or would, were there a sink. */
function wants({ track }: Heard): boolean {
  return track.readyState === "live" && track.enabled && !track.muted;
}

/** Faults of the devices in use. */
function deviceFaults(world: World): string[] {
  const faults: string[] = [];
  const { indicators, sources } = world.context;
  const { openSources } = world.host;
  const { size } = world.watched.open;
  if (openSources !== size)
    faults.push(`the host has ${openSources} open sources, and ${size} were left open`);
  for (const id of deviceIds) {
    const tracks = world.tracks.filter((heard) => heard.device === id && heard.isLive);
    const source = sources.get(`${describe(id).kind} ${id}`);
    // A request that waits for another kind of media holds its track already.
    const isHeld = world.requests > 0 && (source?.tracks.size ?? 0) > tracks.length;
    const isUnused = tracks.length === 0 && !isHeld;
    const times = world.watched.of(id).length;
    const { deviceId } = world.described(id);
    const isLive = indicators.devicesLive.get(deviceId) ?? false;
    if (times > 1) faults.push(`${id} is open ${times} times`);
    if (isUnused && times > 0) faults.push(`${id} is open without a track`);
    if (isUnused && isLive) faults.push(`${id} is shown live without a track`);
    if (tracks.some(wants) && times === 0) faults.push(`${id} is closed though a track wants it`);
    if (tracks.some(wants) && !isLive) faults.push(`${id} is not shown live though a track wants it`);
    if (tracks.length > 0 && indicators.devicesAccessible.get(deviceId) !== true) {
      faults.push(`${id} is not accessible though it has a track`);
    }
    if (times === 0 && isLive) faults.push(`${id} is shown live though it is closed`);
    if ((source !== undefined) === isUnused) {
      faults.push(`${id} has ${tracks.length} tracks and is ${isUnused ? "" : "not "}among the sources`);
    }
    const states = [...(source?.tracks ?? [])];
    if (!isHeld && states.some((state) => !tracks.some(({ track }) => stateOf(track) === state))) {
      faults.push(`${id} has a track that nobody holds`);
    }
    if (tracks.length > 0) faults.push(...settingsFaults(world, id, tracks));
  }
  return faults;
}

/** Faults of a track by itself. */
function trackFaults(heard: Heard): string[] {
  const { track, events, faults, source } = heard;
  const found = [...faults];
  const state = stateOf(track);
  const ended = events.filter((type) => type === "ended").length;
  if (heard.isLive && ended > 0) found.push("it is live after ended");
  if (heard.isLive !== source.tracks.has(state)) {
    found.push(`it is ${track.readyState} and ${heard.isLive ? "not " : ""}among its source's tracks`);
  }
  if (heard.isLive && track.muted !== source.muted) found.push(`its source is muted: ${source.muted}`);
  if (heard.delivered && heard.endings !== (heard.isLive ? 0 : 1)) {
    found.push(`it is ${track.readyState} and its sink was told of ${heard.endings} ends`);
  }
  if (!heard.isLive) {
    const names = Object.keys(track.getSettings()).filter(
      (name) => !["deviceId", "groupId", "facingMode"].includes(name),
    );
    if (names.length > 0) found.push(`it has ended and has ${names.join()}`);
  }
  return found.map((fault) => `a track of ${heard.device}: ${fault}`);
}

/** All that is wrong by itself, without a look at what was asked for. */
export function faultsOf(world: World): string[] {
  return [...world.tracks.flatMap(trackFaults), ...deviceFaults(world)];
}
