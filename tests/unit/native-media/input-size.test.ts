import { InputWatch, sizeWithin, type InputSize } from "../../../bindings/native-media/input-size.js";

const VGA = { width: 640, height: 480 };
const SMALL = { width: 480, height: 360 };

let told: InputSize[];
let watch: InputWatch;

beforeEach(() => {
  told = [];
  watch = new InputWatch((input) => told.push(input));
});

/** Pictures of a size, ten a second, from one second to another; what is put out for each, without repetitions. */
function pictures(size: typeof VGA, from: number, to: number, wanted = VGA): string[] {
  const outputs: string[] = [];
  for (let stamp = from * 1e6; stamp < to * 1e6; stamp += 1e5) {
    const fit = watch.fit(size, wanted, stamp);
    const output = fit ? `${fit.width}x${fit.height}` : "nothing";
    if (outputs.at(-1) !== output) outputs.push(output);
  }
  return outputs;
}

test.each([
  [640, 480, 640, 480, 640, 480],
  [1280, 720, 300, 300, 300, 300],
  [480, 360, 640, 480, 480, 360],
  [480, 360, 640, 360, 480, 270],
  [640, 100, 640, 480, 133, 100],
  [2, 2, 4000, 1, 2, 1],
])("%d x %d has room for %d x %d as %d x %d", (width, height, w, h, outWidth, outHeight) => {
  expect(sizeWithin({ width, height }, { width: w, height: h })).toEqual({
    width: outWidth,
    height: outHeight,
  });
});

test("pictures that are large enough are put out as asked, and their size is told once", () => {
  expect(pictures(VGA, 0, 3)).toEqual(["640x480"]);
  expect(pictures({ width: 1280, height: 720 }, 3, 4)).toEqual(["640x480"]);
  expect(told).toEqual([
    { ...VGA, isShort: false },
    { width: 1280, height: 720, isShort: false },
  ]);
});

test("smaller pictures are left out for a second, and then put out as large as they are", () => {
  expect(pictures(SMALL, 0, 1)).toEqual(["nothing"]);
  expect(pictures(SMALL, 1, 3)).toEqual(["480x360"]);
  expect(pictures(VGA, 3, 4)).toEqual(["640x480"]);
  expect(told).toEqual([
    { ...SMALL, isShort: false },
    { ...SMALL, isShort: true },
    { ...VGA, isShort: false },
  ]);
});

test("another size has the same patience as long as no picture was large enough", () => {
  pictures(SMALL, 0, 0.5);
  expect(pictures({ width: 320, height: 240 }, 0.5, 2)).toEqual(["nothing", "320x240"]);
  expect(told.at(-1)).toEqual({ width: 320, height: 240, isShort: true });
});

test("whoever asks for something else, or gives another input, is waited for anew", () => {
  pictures(SMALL, 0, 2);
  watch.renew();
  expect(pictures(SMALL, 2, 3)).toEqual(["nothing"]);
  expect(pictures(SMALL, 3, 4)).toEqual(["480x360"]);
  expect(told).toHaveLength(3);
  watch.restart();
  expect(pictures(SMALL, 4, 6)).toEqual(["nothing", "480x360"]);
  expect(told).toHaveLength(5);
});
