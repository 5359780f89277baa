/** Which size is chosen where none has a native mode's aspect ratio. */
import { createSolver, type SourceDescription } from "../../../bindings/solver/index.js";

const camera: SourceDescription = {
  kind: "videoinput",
  deviceId: "camera",
  modes: [
    { width: 640, height: 480, frameRates: [30] },
    { width: 1280, height: 720, frameRates: [30] },
    { width: 1920, height: 1080, frameRates: [30] },
  ],
};

test.each<[request: MediaTrackConstraints, width: number, height: number]>([
  // Any square is cut to the same part of the picture; the smallest lose less than a pixel by it.
  [{ aspectRatio: { exact: 1 } }, 480, 480],
  [{ aspectRatio: 1 }, 480, 480],
  [{ aspectRatio: { exact: 9 / 16 } }, 270, 480],
  [{ width: { exact: 1366 } }, 1366, 768],
  [{ width: { exact: 641 } }, 641, 361],
  [{ width: { exact: 10 } }, 10, 8],
  [{ width: { max: 5 } }, 4, 3],
])("%j gives %i x %i", async (request, width, height) => {
  const solver = await createSolver();
  const fit = solver.selectSettings(camera, request);
  expect(fit).toMatchObject({ ok: true, distance: 0, settings: { width, height } });
});
