/** The table of requests on each browser's own fake cameras, natively and through this package. */
import { knownProperties } from "../../../bindings/browser/page-properties.js";
import type { SourceDescription } from "../../../bindings/solver/index.js";
import { browsersHere, launch, LAUNCH_LIMIT, type BrowserSession } from "../drivers/index.js";
import { report, reportDetails } from "../report.js";
import { startSite, type Site } from "../site.js";
import { departures, isDeliveredOtherwise, verdictOn, type Verdict } from "./departures.js";
import { Expectations, type Expectation } from "./expectation.js";
import { expectAnswer, expectFrames } from "./matching.js";
import { isRefused, type Answer, type Question } from "./page/answers.js";
import { toPortable } from "./portable.js";
import { requestPage, type RequestPage } from "./request-page.js";
import { requests, type Request } from "./table.js";

/** Larger pictures cost a busy machine too much where they are converted: those are not looked at. */
const MOST_PIXELS = 1920 * 1080;
/** Those of browsers alone are looked at whatever they are told to be: that is not always what they are. */
const MOST_NATIVE_PIXELS = 4096 * 2160;

/** Of one request: what must come, and what came. */
interface Row {
  readonly name: string;
  readonly expected: Expectation;
  readonly natively: Answer;
  readonly verdict: Verdict;
  readonly through: Answer;
  /** Why no frames were looked at, where that is so. */
  readonly unseen: string | undefined;
}

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
  let cameras: SourceDescription[];
  let expectations: Expectations;
  const rows: Row[] = [];
  /** Requests that trackfit answered as it must. */
  const right: string[] = [];

  beforeAll(async () => {
    session = await launch(name);
    const opened = await session.open(site.page());
    const supported = await opened.evaluate(() => navigator.mediaDevices.getSupportedConstraints());
    page = requestPage(opened);
    cameras = await page.useOwn();
    const properties = Object.entries(knownProperties).filter(([property]) => property in supported);
    expectations = await Expectations.of(cameras, Object.fromEntries(properties));
  }, LAUNCH_LIMIT);

  afterAll(async () => {
    await session.close();
  }, 60_000);

  const question = ({ video, isCounted = false }: Request, isNative: boolean): Question => ({
    video: toPortable(video),
    mostPixels: isNative ? MOST_NATIVE_PIXELS : MOST_PIXELS,
    patience: isNative ? 600 : 5000,
    isCounted: isCounted && !isNative,
    isLate: isNative,
  });

  test("tells its cameras' modes when it is asked", () => {
    expect(cameras.length).toBeGreaterThan(0);
    for (const { modes = [] } of cameras) expect(modes.length).toBeGreaterThan(0);
  });

  test.each(requests)("$name", async (request) => {
    const expected = expectations.for(request);
    const natively = await page.ask("natively", question(request, true));
    const verdict = verdictOn(request, expected, natively, cameras);
    const asked = question(request, false);
    const through = await page.ask("through", asked);
    const unseen =
      !isRefused(through) && through.size === undefined ? "larger than 1920x1080: not looked at" : undefined;
    rows.push({ name: request.name, expected, natively, verdict, through, unseen });
    expectAnswer(through, expected);
    right.push(request.name);
    expectFrames(through, asked);
  });

  test("is told of in the table", () => {
    expect(rows).toHaveLength(requests.length);
    const of = (part: number, all: number): string => `${part} of ${all}`;
    const seen = (answers: Answer[]): string => {
      const looked = answers.flatMap((answer) => (isRefused(answer) || !answer.size ? [] : answer));
      return of(looked.filter((answer) => !isDeliveredOtherwise(answer)).length, looked.length);
    };
    const count = (kind: Verdict): number => rows.filter(({ verdict }) => verdict === kind).length;
    const natives = rows.map(({ natively }) => natively);
    const isTold = natives.some((answer) => !isRefused(answer) && "aspectRatio" in answer.settings);
    report(session, "own-answers", of(right.length, requests.length));
    report(session, "own-outdone", String(count("is-nearer")));
    report(session, "own-delivered", seen(rows.map(({ through }) => through)));
    report(session, "native-answers", of(count("as-good") + count("is-nearer"), requests.length));
    for (const kind of departures) {
      report(session, `native-${kind}`, String(count(kind)));
    }
    report(session, "native-delivered", seen(natives));
    report(session, "native-ratio", isTold);
    reportDetails(session, { cameras, rows });
  });
});
