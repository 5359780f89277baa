// Frames fitted to a track's settings, beside a plain copy of the bytes that go in.
import { deepStrictEqual, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WIDTH = 1920;
const HEIGHT = 1080;
const RATE = 30;

const rows = [
  { id: "frames.scaled", title: "1920x1080 scaled to 1280x720", width: 1280, height: 720 },
  { id: "frames.cropped", title: "1920x1080 cropped to 1080x1080", width: 1080, height: 1080 },
  {
    id: "frames.through",
    title: "1920x1080 passed through",
    width: WIDTH,
    height: HEIGHT,
    note: "The picture goes on as it is; whoever keeps it makes the copy.",
  },
];

/** No entry of dist/ exports what is measured here, so it is bundled from its source. */
async function loadVideoFlow() {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { VideoFlow } from "./bindings/flow/video-flow.js";',
      resolveDir: fileURLToPath(new URL("../..", import.meta.url)),
    },
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** I420 with something to see in every plane. */
function drawSource() {
  const data = new Uint8Array((WIDTH * HEIGHT * 3) / 2);
  for (let i = 0; i < data.length; i++) data[i] = 16 + ((i * 31 + (i >> 8) * 17) % 220);
  return data;
}

/** The middle of the first output row's luma must be what cropping leaves, or the mean of what scaling covers. */
function check({ width, height, data }, row, source) {
  deepStrictEqual([width, height], [row.width, row.height]);
  ok(data.length === (width * height * 3) / 2, "The picture must be I420.");
  const crop = Math.round((HEIGHT * width) / height);
  const left = (WIDTH - crop) / 2;
  if (crop === width) {
    deepStrictEqual(data.subarray(0, width), source.subarray(left, left + width));
    return;
  }
  // At 3 to 2 an output pixel covers one and a half source pixels each way: 4 parts of the nearest, 2 and 1 of others.
  const sum = 4 * source[0] + 2 * source[1] + 2 * source[WIDTH] + source[WIDTH + 1];
  ok(data[0] === Math.floor(sum / 9 + 0.5), "The first pixel must be the mean of its area.");
}

export async function frames(bench) {
  const wanted = rows.filter(({ id }) => bench.wants(id));
  if (wanted.length === 0) return;
  const { VideoFlow } = await loadVideoFlow();
  const source = drawSource();
  const copied = new Uint8Array(source.length);
  const clock = { now: () => 0, setTimeout: () => 0, clearTimeout: () => undefined };
  for (const row of wanted) {
    let output;
    let count = 0;
    const flow = new VideoFlow(clock, (picture) => (output = picture));
    flow.configure({ width: row.width, height: row.height, frameRate: RATE });
    const push = () => {
      output = undefined;
      flow.push({
        width: WIDTH,
        height: HEIGHT,
        data: source,
        timestamp: Math.round((count++ * 1e6) / RATE),
      });
      return output;
    };
    check(push(), row, source);
    bench.add({
      id: row.id,
      title: row.title,
      items: { count: 1, noun: "frames" },
      note: row.note,
      rivals: await bench.compare([
        { name: "trackfit", run: push },
        { name: "a plain copy of the 1920x1080 picture", run: () => copied.set(source) },
      ]),
    });
    ok(output !== undefined, "Every picture must have come out.");
  }
}
