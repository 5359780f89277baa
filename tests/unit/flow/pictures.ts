/** Pictures and blocks for tests, drawn by formulas. */
import { pictureSize } from "../../../bindings/hosts/media.js";
import type { AudioBlock, Picture } from "../../../bindings/hosts/media.js";

/** The value of a sample at a place in its plane. */
export type Draw = (x: number, y: number) => number;

export const grey: Draw = () => 128;

/** A picture whose planes are drawn: chroma places are counted in chroma samples. */
export function draw(width: number, height: number, luma: Draw, u = grey, v = grey, timestamp = 0): Picture {
  const data = new Uint8Array(pictureSize(width, height));
  let at = 0;
  const planes: [number, number, Draw][] = [
    [width, height, luma],
    [(width + 1) >> 1, (height + 1) >> 1, u],
    [(width + 1) >> 1, (height + 1) >> 1, v],
  ];
  for (const [w, h, sample] of planes) {
    for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) data[at++] = sample(x, y);
  }
  return { width, height, data, timestamp };
}

/** A plane's samples, row by row. */
export function rows({ width, height, data }: Picture, plane: 0 | 1 | 2): number[][] {
  const [w, h] = plane === 0 ? [width, height] : [(width + 1) >> 1, (height + 1) >> 1];
  const start = plane === 0 ? 0 : width * height + (plane - 1) * w * h;
  return Array.from({ length: h }, (_, y) => [...data.subarray(start + y * w, start + (y + 1) * w)]);
}

export function kept(picture: Picture): Picture {
  return { ...picture, data: picture.data.slice() };
}

export function keptBlock(block: AudioBlock): AudioBlock {
  return { ...block, channels: block.channels.map((channel) => channel.slice()) };
}
