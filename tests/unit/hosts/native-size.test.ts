import { deviceSettings, toldSettings } from "../../../bindings/hosts/browser/native-size.js";
import type { TrackSettings } from "../../../bindings/solver/types.js";

/** What a camera tells that exposes and focuses by itself. */
const told = {
  width: 640,
  zoom: 100,
  exposureMode: "continuous",
  exposureTime: 230,
  focusMode: "continuous",
  focusDistance: 7,
} as MediaTrackSettings;

const planned = (settings: object): TrackSettings => ({ ...told, ...settings });

/** What was the case when the camera was first seen. */
const defaults = planned({ exposureTime: 150, focusDistance: 2 });

test.each([
  ["nothing where nothing was asked for, whatever the camera has done by itself", {}, undefined],
  ["nothing of the mode", { width: 320 }, undefined],
  ["nothing that the camera does not have", { torch: true }, undefined],
  ["what was asked for", { zoom: 200 }, { zoom: 200 }],
  [
    "a mode, and what it leaves to the page",
    { focusMode: "manual" },
    { focusMode: "manual", focusDistance: 2 },
  ],
  ["what the camera moves itself, if it was asked for", { exposureTime: 40 }, { exposureTime: 40 }],
  ["only what is not in force", { focusMode: "manual", focusDistance: 7 }, { focusMode: "manual" }],
])("a camera is told %s", (_, asked, expected) => {
  expect(deviceSettings(planned({ ...defaults, ...asked }), told, defaults)).toEqual(expected);
});

test("a camera tells what it does itself, of its mode excepted, and nothing of another type", () => {
  const settings = planned({ width: 320, zoom: 105, exposureTime: 150, torch: true });
  expect(toldSettings(settings, told)).toEqual(planned({ width: 320, torch: true }));
  expect(toldSettings({ deviceId: "a", zoom: 1 }, { zoom: true } as never)).toEqual({
    deviceId: "a",
    zoom: 1,
  });
  expect(toldSettings({ deviceId: "a" }, { deviceId: "b" })).toEqual({ deviceId: "a" });
});
