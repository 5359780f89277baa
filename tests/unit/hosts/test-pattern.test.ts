/** The pixels of the test pattern. */
import type { Picture } from "../../../bindings/hosts/media.js";
import { steppedClock } from "../../../bindings/hosts/stepped-clock.js";
import { readFrameNumber } from "../../../bindings/hosts/virtual/read-frame-number.js";
import { TestPattern } from "../../../bindings/hosts/virtual/test-pattern.js";
import { virtualHost } from "../../../bindings/hosts/virtual/virtual-host.js";
import { cameraOf, open, Recording } from "./recording.js";

/** Luma and both chromas of a pixel. */
function colourAt({ width, height, data }: Picture, x: number, y: number): (number | undefined)[] {
  const chromaWidth = (width + 1) >> 1;
  const chroma = width * height + (y >> 1) * chromaWidth + (x >> 1);
  return [data[y * width + x], data[chroma], data[chroma + chromaWidth * ((height + 1) >> 1)]];
}

async function firstPictures(
  width: number,
  height: number,
  label: string,
  milliseconds = 0,
): Promise<Picture[]> {
  const clock = steppedClock();
  const host = virtualHost({ clock, devices: [{ ...cameraOf(width, height, 30), label }] });
  const source = await open(host, "camera");
  const recording = new Recording(host);
  source.read(recording);
  await clock.advance(milliseconds);
  source.close();
  return recording.pictures;
}

test.each([
  [640, 480],
  [641, 361],
  [480, 640],
])("the bars of %i x %i have the colours of bars", async (width, height) => {
  const [picture] = await firstPictures(width, height, "");
  if (!picture) throw new Error("There is no picture.");
  expect(picture.data).toHaveLength(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
  const bars = [0, 1, 2, 3, 4, 5, 6].map((bar) =>
    colourAt(picture, Math.floor(((bar + 0.5) * width) / 7), height - 4),
  );
  expect(bars).toEqual([
    [180, 128, 128],
    [162, 44, 142],
    [131, 156, 44],
    [112, 72, 58],
    [84, 184, 198],
    [65, 100, 212],
    [35, 212, 114],
  ]);
});

/** The part of the picture above the frame number, each block of so many pixels as "#" (white), "." (black) or " ". */
function textOf(picture: Picture, scale: number): string[] {
  const lines: string[] = [];
  const shade = new Map([
    [235, "#"],
    [16, "."],
  ]);
  const top = Math.floor(picture.height / 24);
  for (let y = top; y < picture.height / 4; y += scale) {
    let line = "";
    // Letters begin one block to the right of the box, whose place is found by its black.
    for (let x = 0; x < picture.width; x += 1)
      line += shade.get(picture.data[y * picture.width + x] ?? 0) ?? " ";
    lines.push(line);
  }
  return lines;
}

test("the label and the mode are written in it, scaled with the picture", async () => {
  const [small] = await firstPictures(96, 72, "hé1");
  const [large] = await firstPictures(960, 720, "hé1");
  if (!small || !large) throw new Error("There is no picture.");
  expect(
    textOf(small, 1)
      .slice(1, 8)
      .map((line) => line.trim()),
  ).toEqual([
    ".#...#.#####...#...",
    ".#...#.#......##...",
    ".#...#.#.......#...",
    ".#####.####....#...",
    ".#...#.#.......#...",
    ".#...#.#.......#...",
    ".#...#.#####..###..",
  ]);
  const scale = 6;
  const letters = textOf(large, scale).map((line) => line.trim());
  expect(letters[1]?.replace(/(.)\1{5}/g, "$1")).toBe(".#...#.#####...#...");
  const mode = textOf(large, scale)[11]?.trim() ?? "";
  expect(mode.length).toBe(("960x720 30 FPS".length * 6 + 1) * scale);
});

test("a label that is too long is cut, one of unknown letters is boxes", async () => {
  const [long] = await firstPictures(320, 240, "W".repeat(500));
  const [boxes] = await firstPictures(96, 72, "日");
  if (!long || !boxes) throw new Error("There is no picture.");
  expect(readFrameNumber(long)).toBe(0);
  expect(
    textOf(boxes, 1)
      .slice(1, 8)
      .map((line) => line.trim()),
  ).toEqual([".#####.", ".#...#.", ".#...#.", ".#...#.", ".#...#.", ".#...#.", ".#####."]);
});

test("a white square moves along its band and leaves nothing behind", async () => {
  const pictures = await firstPictures(640, 480, "", 3000);
  const side = 40;
  const places = pictures.map(({ data }) => {
    const row = data.subarray(410 * 640, 411 * 640);
    expect(row.filter((luma) => luma === 235)).toHaveLength(side);
    expect(row.filter((luma) => luma === 16)).toHaveLength(640 - side);
    return row.indexOf(235);
  });
  expect(places.slice(0, 4)).toEqual([0, 5, 10, 15]);
  expect(new Set(places).size).toBe(pictures.length);
});

test.each([
  [1, 1],
  [2, 1],
  [1, 9],
  [3, 3],
  [16, 16],
  [7, 100],
  [100, 7],
])("%i x %i is drawn within its bounds", (width, height) => {
  const pattern = new TestPattern(width, height, ["Camera", `${width}x${height}`]);
  for (let number = 0; number < 200; number++) {
    expect(pattern.draw(number)).toHaveLength(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  }
});

test("a picture drawn after many others is the one drawn first", () => {
  const one = new TestPattern(320, 240, ["Camera"]);
  for (let number = 0; number < 500; number++) one.draw(number * 77777);
  const other = new TestPattern(320, 240, ["Camera"]);
  expect(one.draw(123456)).toEqual(other.draw(123456));
});
