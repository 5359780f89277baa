/* eslint-disable */
import { launch } from "../drivers/index.js";
import { startSite } from "../site.js";
import { perform } from "./stage.js";
test("w", async () => {
  const site = await startSite();
  let n = 0; const bad: string[] = [];
  for (let r = 0; r < 4; r++) {
    const s = await launch("webkit");
    try {
      for (let i = 0; i < 6; i++) {
        for (const [m, f, ...v] of [["events", "ofTracks"], ["events", "ofDevices"], ["mixing", "clones", "hardware"]] as any) {
        const p = await s.open(site.page());
        await perform(p, m as never, f as never, ...(v as never));
        await p.close(); n++; }
      }
    } catch (e) { bad.push(`${r} ${String(e).slice(0, 300)}`); } finally { await s.close(); }
  }
  await site.close();
  console.log(n, bad);
}, 300000);
