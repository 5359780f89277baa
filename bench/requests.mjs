// What is asked, and of which cameras.

const SIXTEEN_TO_NINE = 16 / 9;

/** The 12 sizes of a typical USB camera. */
const sizes = [
  [160, 120],
  [176, 144],
  [320, 180],
  [320, 240],
  [352, 288],
  [640, 360],
  [640, 480],
  [800, 600],
  [960, 720],
  [1024, 576],
  [1280, 720],
  [1920, 1080],
];
const rates = [30, 24, 20, 15, 10];

/** 12 sizes with 58 rates in all: the largest two sizes do not reach the highest. */
const modes = sizes.map(([width, height]) => ({
  width,
  height,
  frameRates: width < 1280 ? rates : rates.slice(1),
}));

/** A list of 58 modes and nothing else. */
export const listCamera = {
  kind: "videoinput",
  deviceId: "list",
  modes,
  resizeModes: ["none"],
};

/** The same camera, cropping and scaling as browsers do. */
export const typicalCamera = { kind: "videoinput", deviceId: "typical", facingMode: "user", modes };

/** Every size up to 3840x2160. */
export const uhdCamera = {
  kind: "videoinput",
  deviceId: "uhd",
  modes: [{ width: 3840, height: 2160, frameRates: [30] }],
  resizeModes: ["crop-and-scale"],
};

export const listRequest = {
  width: { min: 640, ideal: 1000 },
  height: { ideal: 700 },
  frameRate: { ideal: 24, max: 30 },
  aspectRatio: { ideal: SIXTEEN_TO_NINE },
};

/** Three ideals that no size meets together. */
export const coupledRequest = { width: { ideal: 1000 }, height: { ideal: 700 }, aspectRatio: { ideal: 1.6 } };

export const ratioRequest = {
  width: { ideal: 1000 },
  height: { ideal: 700 },
  aspectRatio: { ideal: 1.6, min: 1.7, max: 1.8 },
};

/** No integer height makes 641 pixels of width 16:9. */
export const infeasibleRequest = { width: { exact: 641 }, aspectRatio: { exact: SIXTEEN_TO_NINE } };

/** Advanced sets of every kind: those that narrow, those already met, those that nothing can meet any more. */
export function advancedSets(count) {
  return Array.from({ length: count }, (_, i) => {
    switch (i % 4) {
      case 0:
        return { width: { min: 320 + 4 * (i % 128) } };
      case 1:
        return { aspectRatio: { min: 1.2 }, frameRate: { max: 30 - (i % 5) } };
      case 2:
        return { height: { min: 100_000 + i } };
      default:
        return { width: { max: 1920 }, height: { max: 1200 - (i % 256) } };
    }
  });
}

export const advancedRequest = { ...listRequest, advanced: advancedSets(16) };

/** What most pages ask for. */
export const typicalRequest = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { min: 15, ideal: 30 },
};

export const typicalAudioRequest = { sampleRate: { ideal: 48_000 }, channelCount: 1, echoCancellation: true };
