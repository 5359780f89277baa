/** The rows of edge-cases.md that one source answers; those of several sources are in rank.test.ts. */
import type { Solver, SourceDescription } from "../../../bindings/solver/index.js";
import {
  ask,
  builds,
  camera,
  fitOf,
  microphone,
  misfitOf,
  native,
  resizable,
  settingsOf,
  startSolver,
} from "./sources.js";

interface Expected {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly distance?: number;
  readonly advanced?: readonly boolean[];
}

const size = (width: number, height: number, distance?: number): Expected =>
  distance === undefined ? { settings: { width, height } } : { settings: { width, height }, distance };

const fullHd = resizable("1920x1080");
const hd = resizable("1280x720");
const vga = resizable("640x480");
const three = native("640x480", "1280x720", "1920x1080");
const ratio16to9 = 16 / 9;
const rowSixIdeals = { width: 1280, height: 720, aspectRatio: 3 / 2 };
const user = camera(["640x480"], { facingMode: "user" });
const faceless = camera(["640x480"]);
const echoCanceller = microphone(
  { channelCount: { min: 1, max: 2 } },
  {
    alternatives: [
      { echoCancellation: [true], channelCount: { min: 1, max: 1 } },
      { echoCancellation: [false] },
    ],
  },
);
const fixedRate = microphone({ sampleRate: { min: 48000, max: 48000 } });
const fastOrLarge = native("1280x720@30", "640x480@60");

const fits: [row: number, source: SourceDescription, constraints: unknown, expected: Expected][] = [
  [1, native("1920x1080", "640x480", "1280x720"), {}, size(640, 480, 0)],
  [1, native("1920x1080", "640x480", "1280x720"), undefined, size(640, 480, 0)],
  [1, native("1920x1080", "640x480", "1280x720"), null, size(640, 480, 0)],
  [1, native("1920x1080", "640x480", "1280x720"), { advanced: [] }, { ...size(640, 480, 0), advanced: [] }],
  [3, native("640x480", "1024x768", "1280x720"), { width: 800, height: 600 }, size(640, 480, 0.4)],
  [3, native("1024x768"), { width: 800, height: 600 }, size(1024, 768, 0.4375)],
  [
    4,
    native("1600x1200", "1920x1080", "2048x1536"),
    { width: 9999, height: 9999 },
    size(2048, 1536, 7951 / 9999 + 8463 / 9999),
  ],
  [
    5,
    native("1920x1080@30", "1280x720@60", "640x480@60"),
    { width: 1920, height: 1080, frameRate: 60 },
    { settings: { width: 1920, height: 1080, frameRate: 30 }, distance: 0.5 },
  ],
  [6, fullHd, rowSixIdeals, size(1280, 720, 0.15625)],
  [7, three, rowSixIdeals, size(1280, 720, 0.15625)],
  [8, fullHd, { width: 720, height: 1280 }, size(720, 1080, 0.15625)],
  [8, three, { width: 720, height: 1280 }, size(640, 480, 80 / 720 + 800 / 1280)],
  // The defaults would like 362 rather, but at 361 less than a pixel is cut away.
  [10, fullHd, { width: { exact: 641 }, aspectRatio: { min: 1.77, max: 1.78 } }, size(641, 361)],
  [11, vga, { aspectRatio: { exact: ratio16to9 } }, size(640, 360, 0)],
  [12, native("1280x720"), { aspectRatio: { exact: 1.7777777778 } }, size(1280, 720, 0)],
  [13, fullHd, { aspectRatio: { exact: 1.333 } }, size(1333, 1000, 0)],
  [
    14,
    hd,
    { height: { max: 200 }, width: { ideal: 640 }, aspectRatio: { exact: ratio16to9 } },
    size(352, 198, 0.45),
  ],
  // 300x300 is as near; 400x400 is nearer to the defaults.
  [15, hd, { width: 400, height: 300, aspectRatio: { exact: 1 } }, size(400, 400, 0.25)],
  [16, fullHd, { width: 1280, height: 960, aspectRatio: { min: 1.7 } }, size(1632, 960, 352 / 1632)],
  [17, fullHd, { width: { min: 800, ideal: 640 } }, size(800, 450, 0.2)],
  [18, fullHd, { width: { exact: 640, ideal: 1280 } }, size(640, 360, 0.5)],
  ...[{ min: 0 }, { min: 1 }, { max: 4294967295 }].map((width): (typeof fits)[number] => [
    21,
    three,
    { width },
    size(640, 480, 0),
  ]),
  ...[0, { ideal: 0 }].map((width): (typeof fits)[number] => [23, three, { width }, size(640, 480, 1)]),
  [23, fullHd, { width: 0 }, size(640, 360, 1)],
  [24, fullHd, { frameRate: 0 }, { settings: { width: 640, height: 360, frameRate: 30 }, distance: 1 }],
  [
    24,
    camera(["640x480"], { resizeModes: ["crop-and-scale"] }),
    { frameRate: { ideal: 0 } },
    { settings: { width: 640, height: 480, frameRate: 30 }, distance: 1 },
  ],
  [25, fullHd, { aspectRatio: -1 }, size(640, 360, 1)],
  [25, three, { aspectRatio: { ideal: -1 } }, size(640, 480, 1)],
  [27, fullHd, { width: Infinity }, size(1920, 1080, 1 - 1920 / 4294967295)],
  [27, three, { width: 1e20 }, size(1920, 1080, 1 - 1920 / 4294967295)],
  [29, three, { width: true }, size(640, 480, 639 / 640)],
  [29, fullHd, { width: true }, { settings: { width: 1 }, distance: 0 }],
  ...[null, [], {}, undefined].map((width): (typeof fits)[number] => [
    30,
    three,
    { width },
    size(640, 480, 0),
  ]),
  ...[[], { exact: [] }, { ideal: [] }].flatMap((facingMode): (typeof fits)[number][] => [
    [32, user, { facingMode }, { settings: { facingMode: "user" }, distance: 0 }],
    [32, faceless, { facingMode }, { settings: { width: 640 }, distance: 0 }],
    [32, faceless, { advanced: [{ facingMode }] }, { settings: {}, distance: 0, advanced: [true] }],
  ]),
  ...[5, true, "sideways"].map((facingMode): (typeof fits)[number] => [
    33,
    user,
    { facingMode },
    { settings: { facingMode: "user" }, distance: 1 },
  ]),
  [34, user, { facingMode: ["user", "left"] }, { settings: { facingMode: "user" }, distance: 0 }],
  [34, user, { facingMode: ["right", "left"] }, { settings: { facingMode: "user" }, distance: 1 }],
  [
    34,
    camera(["640x480"], { facingMode: ["environment", "left"] }),
    { facingMode: ["user", "left"] },
    { settings: { facingMode: "left" }, distance: 0 },
  ],
  [
    34,
    user,
    { advanced: [{ facingMode: ["right", "left"] }, { facingMode: ["left", "user"] }] },
    { settings: {}, distance: 0, advanced: [false, true] },
  ],
  [36, faceless, { facingMode: "user" }, { settings: { width: 640 }, distance: 1 }],
  [37, three, { foo: { exact: 1 } }, size(640, 480, 0)],
  [38, three, { sampleRate: 44100 }, size(640, 480, 0)],
  [38, three, { sampleRate: { ideal: 44100 }, echoCancellation: true }, size(640, 480, 0)],
  [41, faceless, { deviceId: "stale" }, { settings: { deviceId: "camera" }, distance: 1 }],
  [41, faceless, { deviceId: "camera" }, { settings: { deviceId: "camera" }, distance: 0 }],
  [44, vga, { frameRate: { exact: 15 } }, { settings: { frameRate: 15 }, distance: 0 }],
  [
    44,
    camera(["640x480"]),
    { frameRate: { exact: 24 } },
    { settings: { frameRate: 24, resizeMode: "crop-and-scale" }, distance: 0 },
  ],
  [45, vga, { frameRate: 24 }, { settings: { frameRate: 30 }, distance: 0.2 }],
  [45, vga, { frameRate: 20 }, { settings: { frameRate: 15 }, distance: 0.25 }],
  [
    49,
    vga,
    { resizeMode: { exact: "crop-and-scale" }, width: 640, height: 480 },
    { settings: { width: 640, height: 480, resizeMode: "crop-and-scale" }, distance: 0 },
  ],
  [
    50,
    fullHd,
    { advanced: [{ width: 1280 }, { width: 640 }] },
    { ...size(1280, 720, 0), advanced: [true, false] },
  ],
  [
    51,
    fastOrLarge,
    { advanced: [{ width: { min: 1000 } }, { frameRate: { min: 50 } }] },
    { settings: { width: 1280, height: 720, frameRate: 30 }, distance: 0, advanced: [true, false] },
  ],
  [
    51,
    fastOrLarge,
    { advanced: [{ frameRate: { min: 50 } }, { width: { min: 1000 } }] },
    { settings: { width: 640, height: 480, frameRate: 60 }, distance: 0, advanced: [true, false] },
  ],
  [
    52,
    three,
    { advanced: [{ width: 1280, facingMode: "user" }] },
    { ...size(640, 480, 0), advanced: [false] },
  ],
  [53, three, { advanced: [{ width: { ideal: 1920 } }] }, { ...size(640, 480, 0), advanced: [true] }],
  [
    54,
    three,
    { width: { max: 640 }, advanced: [{ width: 1280 }] },
    { ...size(640, 480, 0), advanced: [false] },
  ],
  [
    55,
    fullHd,
    { width: 640, height: 480, advanced: [{ width: { min: 1000 } }] },
    { ...size(1000, 480, 0.36), advanced: [true] },
  ],
  [
    55,
    native("640x480", "1280x720"),
    { width: 640, height: 480, advanced: [{ width: { min: 1000 } }] },
    { ...size(1280, 720, 0.5 + 240 / 720), advanced: [true] },
  ],
  [56, three, { advanced: [{}] }, { ...size(640, 480, 0), advanced: [true] }],
  [56, three, { advanced: [{ foo: 1 }] }, { ...size(640, 480, 0), advanced: [true] }],
  [
    57,
    native("1920x1080@30", "1280x960@30", "1280x720@60"),
    {
      width: { min: 640, ideal: 1280 },
      height: { min: 480, ideal: 720 },
      frameRate: { min: 30 },
      advanced: [
        { width: 1920, height: 1280 },
        { aspectRatio: 4 / 3 },
        { frameRate: { min: 50 } },
        { frameRate: { min: 40 } },
      ],
    },
    {
      settings: { width: 1280, height: 960, frameRate: 30 },
      distance: 0.25,
      advanced: [false, true, false, false],
    },
  ],
  [
    59,
    microphone({ sampleRate: { min: 8000, max: 96000 } }),
    {},
    { settings: { sampleRate: 48000 }, distance: 0 },
  ],
  [
    59,
    microphone({ sampleRate: { min: 8000, max: 96000 } }, { defaults: { sampleRate: 44100 } }),
    {},
    { settings: { sampleRate: 44100 }, distance: 0 },
  ],
  [60, fixedRate, { sampleRate: 44100 }, { settings: { sampleRate: 48000 }, distance: 0.08125 }],
  [
    61,
    echoCanceller,
    { echoCancellation: { exact: true } },
    { settings: { echoCancellation: true, channelCount: 1 }, distance: 0 },
  ],
  [
    61,
    echoCanceller,
    { channelCount: { exact: 2 } },
    { settings: { echoCancellation: false, channelCount: 2 }, distance: 0 },
  ],
  [
    62,
    echoCanceller,
    { echoCancellation: "remote-only" },
    { settings: { echoCancellation: true }, distance: 0 },
  ],
  [
    62,
    echoCanceller,
    { echoCancellation: { exact: "x" } },
    { settings: { echoCancellation: true }, distance: 0 },
  ],
  [62, echoCanceller, { echoCancellation: 0 }, { settings: { echoCancellation: false }, distance: 0 }],
  [
    62,
    echoCanceller,
    { echoCancellation: { exact: 0 } },
    { settings: { echoCancellation: false }, distance: 0 },
  ],
  [64, hd, { width: { exact: 640 } }, size(640, 360, 0)],
  [64, hd, { width: { exact: 1280 } }, size(1280, 720, 0)],
  // Three sizes tie at 3/28; 1000x625 is nearest to the defaults.
  [68, fullHd, { width: 1000, height: 700, aspectRatio: 1.6 }, size(1000, 625, 3 / 28)],
];

const misfits: [
  row: number,
  source: SourceDescription,
  constraints: unknown,
  failed: string,
  bounds: string[],
][] = [
  [
    9,
    fullHd,
    { width: { exact: 641 }, aspectRatio: { exact: ratio16to9 } },
    "",
    ["aspectRatio exact", "width exact"],
  ],
  [12, native("1280x720"), { aspectRatio: { exact: 1.7778 } }, "aspectRatio", ["aspectRatio exact"]],
  [12, fullHd, { aspectRatio: { exact: 1.7778 } }, "aspectRatio", ["aspectRatio exact"]],
  [19, fullHd, { width: { min: 800, max: 600 } }, "width", ["width max", "width min"]],
  [20, fullHd, { width: { exact: 640, min: 800 } }, "width", ["width exact", "width min"]],
  [22, fullHd, { width: { max: 0 } }, "width", ["width max"]],
  [22, fullHd, { width: { exact: 0 } }, "width", ["width exact"]],
  ...[5, true, "sideways"].map((exact): (typeof misfits)[number] => [
    33,
    user,
    { facingMode: { exact } },
    "facingMode",
    ["facingMode exact"],
  ]),
  [35, faceless, { facingMode: { exact: "user" } }, "facingMode", ["facingMode exact"]],
  [38, three, { sampleRate: { exact: 1 } }, "sampleRate", ["sampleRate exact"]],
  [41, faceless, { deviceId: { exact: "stale" } }, "deviceId", ["deviceId exact"]],
  [43, fastOrLarge, { width: { min: 1280 }, frameRate: { min: 60 } }, "", ["frameRate min", "width min"]],
  [44, vga, { frameRate: { exact: 24 } }, "frameRate", ["frameRate exact"]],
  [46, native("640x480@29.97002997002997"), { frameRate: { min: 30 } }, "frameRate", ["frameRate min"]],
  [46, resizable("640x480@29.97002997002997"), { frameRate: { min: 30 } }, "frameRate", ["frameRate min"]],
  [
    47,
    camera(["640x480", "1280x720"]),
    { resizeMode: { exact: "none" }, width: { exact: 800 } },
    "",
    ["resizeMode exact", "width exact"],
  ],
  ...(["any", "integral"] as const).map((frameRates): (typeof misfits)[number] => [
    48,
    camera(["640x480"], { frameRates }),
    { resizeMode: { exact: "none" }, frameRate: { exact: 15 } },
    "",
    ["frameRate exact", "resizeMode exact"],
  ]),
  [60, fixedRate, { sampleRate: { exact: 44100 } }, "sampleRate", ["sampleRate exact"]],
  [
    61,
    echoCanceller,
    { channelCount: { exact: 2 }, echoCancellation: { exact: true } },
    "",
    ["channelCount exact", "echoCancellation exact"],
  ],
  [63, hd, { width: { exact: 720 }, height: { exact: 1280 } }, "height", ["height exact"]],
];

const nan = Number.NaN;
const typeErrors: [row: number, constraints: unknown, place: string][] = [
  [31, { frameRate: nan }, "constraints.frameRate"],
  [31, { frameRate: Infinity }, "constraints.frameRate"],
  [31, { aspectRatio: "abc" }, "constraints.aspectRatio"],
  [31, { frameRate: { max: Infinity } }, "constraints.frameRate.max"],
  [31, { advanced: [{}, { aspectRatio: { min: nan } }] }, "constraints.advanced[1].aspectRatio.min"],
];

describe.each(builds)("edge-cases.md, %s", (build) => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await startSolver(build);
  });

  test.each(
    fits.map(([row, source, constraints, expected], i) => ({ row, i, source, constraints, expected })),
  )("row $row fits ($i): $constraints", ({ source, constraints, expected }) => {
    const answer = ask(solver, source, constraints);
    expect(settingsOf(answer)).toMatchObject(expected.settings);
    const { distance, advanced } = fitOf(answer);
    if (expected.distance !== undefined) expect(distance).toBeCloseTo(expected.distance, 9);
    if (expected.advanced !== undefined) expect(advanced).toEqual(expected.advanced);
  });

  test.each(
    misfits.map(([row, source, constraints, failed, bounds], i) => ({
      row,
      i,
      source,
      constraints,
      failed,
      bounds,
    })),
  )("row $row does not fit ($i): $constraints", ({ source, constraints, failed, bounds }) => {
    const { failedConstraint, conflict } = misfitOf(ask(solver, source, constraints));
    expect(failedConstraint).toBe(failed);
    expect(conflict.map(({ name, bound }) => `${name} ${bound}`).sort()).toEqual(bounds);
  });

  test.each(typeErrors)("row %d: %j is a TypeError", (_row, constraints, place) => {
    expect(() => ask(solver, three, constraints)).toThrow(TypeError);
    expect(() => ask(solver, three, constraints)).toThrow(`${place} must be a finite number, got `);
  });

  test("row 10: at width 641 only the heights 361 and 362 are between the ratios", () => {
    const heights: number[] = [];
    for (let height = 1; height <= 1080; height++) {
      const { ok } = ask(solver, fullHd, {
        width: { exact: 641 },
        height: { exact: height },
        aspectRatio: { min: 1.77, max: 1.78 },
      });
      if (ok) heights.push(height);
    }
    expect(heights).toEqual([361, 362]);
  });

  test("row 11: forty widths have a height at 16/9", () => {
    const widths: number[] = [];
    for (let width = 1; width <= 640; width++) {
      if (ask(solver, vga, { width: { exact: width }, aspectRatio: { exact: ratio16to9 } }).ok)
        widths.push(width);
    }
    expect(widths).toEqual(Array.from({ length: 40 }, (_, i) => 16 * (i + 1)));
  });

  test("row 6: 1080x720 ties with 1280x720 and gives way to it, being cropped", () => {
    const cropped = fitOf(ask(solver, fullHd, { ...rowSixIdeals, width: { ideal: 1280, max: 1279 } }));
    expect(cropped.settings).toMatchObject({ width: 1080, height: 720 });
    expect(cropped.distance).toBeCloseTo(0.15625, 9);
  });

  test("row 68: the three sizes tie, whichever two of them are ruled out", () => {
    const ideals = { width: { ideal: 1000 }, height: { ideal: 700 }, aspectRatio: { ideal: 1.6 } };
    for (const [narrowed, width, height] of [
      [{ ...ideals, height: { ideal: 700, max: 625 } }, 1000, 625],
      [{ ...ideals, width: { ideal: 1000, max: 1000 }, height: { ideal: 700, min: 626 } }, 1000, 700],
      [{ ...ideals, width: { ideal: 1000, min: 1120 } }, 1120, 700],
    ]) {
      const fit = fitOf(ask(solver, fullHd, narrowed));
      expect(fit.settings).toMatchObject({ width, height });
      expect(fit.distance).toBeCloseTo(3 / 28, 9);
    }
  });
});
