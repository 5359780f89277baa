// Cameras made up by a seeded generator: the same ones on every machine.
import { seededRandom } from "./statistics.mjs";

const shapes = [
  [4, 3],
  [16, 9],
  [16, 10],
  [3, 2],
  [1, 1],
  [11, 9],
];
const heights = [
  120, 144, 180, 240, 288, 360, 480, 540, 600, 720, 768, 960, 1080, 1200, 1440, 1536, 1944, 2160,
];
const rateLists = [[30], [30, 15], [30, 25, 20, 15, 10, 5], [60, 30], [30, 24, 15, 7.5], [25], [120, 60, 30]];
const facingModes = ["user", "environment", undefined];

function draw(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** Yields `count` cameras of `1..maximum` sizes each. */
export function* generateDevices(count, { seed = 20211013, maximum = 16 } = {}) {
  const random = seededRandom(seed);
  for (let i = 0; i < count; i++) {
    const modes = new Map();
    const wanted = 1 + Math.floor(random() * maximum);
    for (let n = 0; n < wanted; n++) {
      const height = draw(random, heights);
      const [across, down] = draw(random, shapes);
      const width = 2 * Math.round((height * across) / down / 2);
      modes.set(`${width}x${height}`, { width, height, frameRates: draw(random, rateLists) });
    }
    const device = { kind: "videoinput", deviceId: `device-${i}`, modes: [...modes.values()] };
    const facingMode = draw(random, facingModes);
    if (facingMode !== undefined) device.facingMode = facingMode;
    yield device;
  }
}

/** A camera of `count` sizes none of which holds another, so that none can be passed over. */
export function staircaseCamera(count, resizeMode) {
  const modes = Array.from({ length: count }, (_, i) => ({
    width: 400 + i,
    height: 400 + count - i,
    frameRates: [30],
  }));
  return { kind: "videoinput", deviceId: `staircase-${count}`, modes, resizeModes: [resizeMode] };
}
