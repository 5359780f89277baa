// In a page of Chromium: requests beside the browser's own, and what conversion costs.
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { figures } from "../harness.mjs";
import { median } from "../statistics.mjs";
import { openPage } from "./chromium.mjs";

/** Who is called, by the names that the page gives the samples. */
const callers = {
  ours: "trackfit, createBrowserDevices()",
  first: "trackfit, a request it has never met",
  own: "the browser's own",
};

const calls = [
  {
    id: "browser.get-user-media",
    name: "getUserMedia",
    title: "getUserMedia() for a camera's native mode, awaited, and stop()",
    note: "The same settings come of both. The device has been used before, so its modes are known.",
  },
  {
    id: "browser.apply-constraints",
    name: "applyConstraints",
    title: "applyConstraints() by turns of two native modes, awaited",
    note: "Each on a camera of its own, and on each of three that are alike for a third of the rounds.",
  },
];

const RATE = 30;
const sizes = [
  [1280, 720],
  [1920, 1080],
];

/** What is done with frames of a size; the first costs what all the others do before they begin. */
function deliveriesOf([width, height]) {
  const smaller = [(width * 3) / 4, (height * 3) / 4];
  return [
    { name: "the camera's own track", way: "camera", size: [width, height] },
    { name: "trackfit, passed through", way: "converted", size: [width, height] },
    { name: `trackfit, cropped to ${height}x${height}`, way: "converted", size: [height, height] },
    { name: `trackfit, scaled to ${smaller.join("x")}`, way: "converted", size: smaller },
    { name: "Processor to Generator in the page", way: "passed", size: [width, height] },
    { name: `canvas, scaled to ${smaller.join("x")}, captureStream()`, way: "drawn", size: smaller },
  ];
}

async function compareCalls(bench, wanted) {
  const page = await openPage(bench.dist, RATE);
  try {
    const { rounds, warmUp } = bench.browser;
    for (const { id, name, title, note } of wanted) {
      const samples = await page.call("calls", name, { rounds, warmUp });
      const rivals = figures(
        Object.entries(callers).map(([key, caller]) => ({ name: caller, samples: samples[key], batch: 1 })),
      );
      bench.add({ id, title, rivals, note: `${note} Chromium ${page.version}, fake cameras.` });
    }
  } finally {
    await page.close();
  }
}

/**
 * One way for some seconds: frames given and delivered a second, nanoseconds that the process spends in one, and the share
 * of the time in which its main thread is busy.
 */
async function deliver(page, { way, size }, mode, seconds) {
  await page.call("delivery", "begin", { way, mode, size, frameRate: RATE });
  const [before, spentBefore] = [await page.call("delivery", "count"), await page.spent()];
  await sleep(seconds * 1000);
  const [after, spentAfter] = [await page.call("delivery", "count"), await page.spent()];
  await page.call("delivery", "end");
  const elapsed = (after.at - before.at) / 1000;
  const share = (name) => (spentAfter[name] - spentBefore[name]) / (spentAfter.at - spentBefore.at);
  return {
    given: (after.given - before.given) / elapsed,
    delivered: (after.delivered - before.delivered) / elapsed,
    spent: 1e9 * share("process"),
    busy: share("main"),
  };
}

async function compareDeliveries(bench, { id, mode }) {
  const contenders = deliveriesOf(mode).map((delivery) => ({ ...delivery, samples: [] }));
  const page = await openPage(bench.dist, RATE);
  try {
    for (let round = 0; round < bench.browser.deliveryRounds; round++) {
      for (const contender of contenders) {
        contender.samples.push(await deliver(page, contender, mode, bench.browser.deliverySeconds));
      }
    }
  } finally {
    await page.close();
  }
  const spentOf = ({ samples }) => median(samples.map(({ spent }) => spent));
  const [alone] = contenders;
  const rows = contenders.map((contender) => {
    const middle = (member) => median(contender.samples.map((sample) => sample[member]));
    const delivered = middle("delivered");
    return {
      name: contender.name,
      given: middle("given"),
      delivered,
      cost: Math.max(0, spentOf(contender) - spentOf(alone)) / delivered,
      busy: middle("busy"),
    };
  });
  bench.addDelivery({
    id,
    title: `Frames of a camera at ${mode.join("x")}`,
    rows,
    note: `Chromium ${page.version}, a fake camera at ${RATE} frames per second, pictures in main memory. Cost is what all threads of the page's process take, less what they take for the camera's own track.`,
  });
}

export async function browser(bench) {
  const deliveries = sizes.map((mode) => ({ id: `browser.frames-${mode.join("x")}`, mode }));
  const wantedCalls = calls.filter(({ id }) => bench.wants(id));
  const wantedDeliveries = deliveries.filter(({ id }) => bench.wants(id));
  if (wantedCalls.length + wantedDeliveries.length === 0) return;
  if (!existsSync(fileURLToPath(new URL("browser.js", bench.dist)))) {
    bench.note("Nothing was measured in a browser: the build has no browser.js.");
    return;
  }
  if (wantedCalls.length > 0) await compareCalls(bench, wantedCalls);
  for (const delivery of wantedDeliveries) await compareDeliveries(bench, delivery);
}
