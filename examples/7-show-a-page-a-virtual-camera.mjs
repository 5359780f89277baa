// A page that knows nothing of trackfit sees a virtual camera, and a test pulls it out: the init script in Playwright.
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
// Where Playwright has browsers of its own, it finds them itself.
import { browserFile } from "../scripts/browsers.mjs";

const browser = await chromium.launch({
  executablePath: browserFile("chromium"),
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
});
const page = await browser.newPage();

const options = { devices: ["logitech-c922"] };
await page.addInitScript({ content: `globalThis.trackfitOptions = ${JSON.stringify(options)};` });
await page.addInitScript({ path: fileURLToPath(import.meta.resolve("trackfit/init-script")) });

const body = `<video autoplay muted></video><script type="module">
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { exact: 500 }, aspectRatio: 1 } });
  document.querySelector("video").srcObject = stream;
</script>`;
await page.route("https://example.com/", (route) => route.fulfill({ body, contentType: "text/html" }));
await page.goto("https://example.com/");
await page.waitForFunction(() => document.querySelector("video").videoWidth > 0);

const shown = await page.evaluate(() => {
  const { videoWidth, videoHeight, srcObject } = document.querySelector("video");
  return `${srcObject.getTracks()[0].label}: ${videoWidth}x${videoHeight}`;
});
console.log(shown);

const states = await page.evaluate(async () => {
  const [track] = document.querySelector("video").srcObject.getTracks();
  const ended = new Promise((resolve) => track.addEventListener("ended", resolve));
  const before = track.readyState;
  globalThis.trackfit.host.unplug("logitech-c922");
  await ended;
  return `${before}, then ${track.readyState}`;
});
console.log(states);
await browser.close();

// prints:
//   C922 Pro Stream Webcam: 500x500
//   live, then ended
