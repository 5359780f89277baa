/** The table of requests on the same virtual camera in each browser: the same answers everywhere, those of Node. */
import type { SourceDescription } from "../../../bindings/solver/index.js";
import { browsersHere, launch, LAUNCH_LIMIT, type BrowserSession } from "../drivers/index.js";
import { report, reportDetails } from "../report.js";
import { startSite, type Site } from "../site.js";
import { isDeliveredOtherwise } from "./departures.js";
import { Expectations, solved } from "./expectation.js";
import { expectAnswer, expectFrames } from "./matching.js";
import { isRefused, type Answer, type Question } from "./page/answers.js";
import { toPortable } from "./portable.js";
import { requestPage, type RequestPage } from "./request-page.js";
import { requests } from "./table.js";

/** A webcam as laptops have them. */
const camera: SourceDescription = {
  kind: "videoinput",
  deviceId: "laptop",
  label: "Laptop camera",
  facingMode: "user",
  modes: [
    { width: 640, height: 480, frameRates: [30, 60] },
    { width: 1280, height: 720, frameRates: [30, 60] },
    { width: 1920, height: 1080, frameRates: [30] },
  ],
};

let site: Site;
let expectations: Expectations;

beforeAll(async () => {
  [site, expectations] = await Promise.all([startSite(), Expectations.of([camera])]);
});

afterAll(async () => {
  await site.close();
});

function question(video: unknown, isCounted: boolean): Question {
  return { video: toPortable(video), mostPixels: 1920 * 1080, patience: 5000, isCounted, isLate: false };
}

const of = (part: number, all: number): string => `${part} of ${all}`;

describe.each(browsersHere)("%s", (name) => {
  let session: BrowserSession;
  let page: RequestPage;
  const answers: Answer[] = [];
  /** Requests that were answered as they must. */
  const right: string[] = [];

  beforeAll(async () => {
    session = await launch(name);
    page = requestPage(await session.open(site.page()));
    await page.useVirtual([camera]);
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  test.each(requests)("$name", async (request) => {
    const asked = question(request.video, request.isCounted ?? false);
    const answer = await page.ask("virtually", asked);
    answers.push(answer);
    expectAnswer(answer, expectations.for(request), "without ids");
    right.push(request.name);
    expectFrames(answer, asked);
  });

  test("is told of in the table", () => {
    const granted = answers.flatMap((answer) => (isRefused(answer) ? [] : answer));
    expect(answers).toHaveLength(requests.length);
    report(session, "virtual-answers", of(right.length, requests.length));
    const delivered = granted.filter((answer) => answer.size && !isDeliveredOtherwise(answer));
    report(session, "virtual-delivered", of(delivered.length, granted.length));
    reportDetails(session, answers);
  });

  test("one track is given all of them, one after the other", async () => {
    const asked = requests.map((request) => question(solved(request), false));
    const applied = await page.apply("virtually", asked);
    applied.forEach((answer, i) => {
      const [request, put] = [requests[i], asked[i]];
      if (!request || !put) throw new Error("More answers than questions.");
      expectAnswer(answer, expectations.for(request), "without ids");
      expectFrames(answer, put);
    });
    expect(applied).toHaveLength(requests.length);
    report(session, "virtual-applied", of(applied.length, requests.length));
  }, 180_000);
});
