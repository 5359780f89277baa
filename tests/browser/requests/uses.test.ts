/** What browsers make of a track that fits a request: an object of their own, in a recording and on the wire. */
import { browsersHere, launch, LAUNCH_LIMIT, type BrowserSession } from "../drivers/index.js";
import { report, reportDetails } from "../report.js";
import { startSite, type Site } from "../site.js";
import { requestPage, type RequestPage } from "./request-page.js";

/** A size that no camera has. Encoders take even ones. */
const video = { width: { exact: 500 }, height: { exact: 300 } };
const fitted = [500, 300];

let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(async () => {
  await site.close();
});

describe.each(browsersHere)("%s", (name) => {
  let session: BrowserSession;
  let page: RequestPage;

  beforeAll(async () => {
    session = await launch(name);
    page = requestPage(await session.open(site.page()));
    await page.useOwn();
    await page.useVirtual([
      { kind: "videoinput", deviceId: "desk", modes: [{ width: 640, height: 480, frameRates: [30] }] },
    ]);
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  test("takes tracks of its own cameras and of virtual ones for its own", async () => {
    // What the browser does with its own camera, unasked for anything: what fails there is no matter of fitted tracks.
    const alone = await page.use("natively", { width: 640, height: 480 }, 5000);
    const [through, virtually] = [
      await page.use("through", video, 10_000),
      await page.use("virtually", video, 10_000),
    ];
    reportDetails(session, { alone, through, virtually });
    report(session, "native-tracks", through.isNative && virtually.isNative);
    report(session, "conversion", through.conversion);
    for (const use of ["recorded", "received"] as const) {
      const sizes = [through[use], virtually[use]];
      const isRight = JSON.stringify(sizes) === JSON.stringify([fitted, fitted]);
      report(
        session,
        use,
        !alone[use] ? "has none" : alone[use][0] === 0 ? "nothing comes, of its own camera either" : isRight,
      );
    }
    expect(through).toMatchObject({ isNative: true, hasAspectRatio: true });
    expect(virtually).toMatchObject({ isNative: true, hasAspectRatio: true });
    for (const use of ["recorded", "received"] as const) {
      if (alone[use] === undefined || alone[use][0] === 0) continue;
      expect([through[use], virtually[use]]).toEqual([fitted, fitted]);
    }
  }, 120_000);
});
