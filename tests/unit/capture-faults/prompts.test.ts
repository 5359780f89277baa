/** Users who never answer, and prompts that break. */
import type { PromptAnswer, PromptRequest } from "../../../bindings/capture/media-devices-options.js";
import type { MediaStream } from "../../../bindings/capture/media-stream.js";
import { type Scene, scene } from "../capture/scene.js";

/** Prompts by hand. */
class Desk {
  readonly waiting: { request: PromptRequest; answer: (answer: PromptAnswer) => void }[] = [];

  readonly prompt = (request: PromptRequest): Promise<PromptAnswer> =>
    new Promise((answer) => {
      this.waiting.push({ request, answer });
    });

  /** The prompt that asks for these kinds of media. */
  waitingFor(...kinds: string[]): Desk["waiting"][number] {
    const prompt = this.waiting.find((_, i) => this.kinds[i]?.join() === kinds.join());
    if (!prompt) throw new Error(`No prompt asks for ${kinds.join(" and ")}.`);
    return prompt;
  }

  /** The kinds of media that each of the prompts asks for. */
  get kinds(): string[][] {
    return this.waiting.map(({ request }) => Object.keys(request.candidates));
  }
}

describe("a prompt that is never answered", () => {
  let s: Scene;
  let desk: Desk;
  let first: Promise<MediaStream>;

  beforeEach(async () => {
    desk = new Desk();
    s = await scene({ prompt: desk.prompt });
    first = s.mediaDevices.getUserMedia({ video: true });
    await s.settle();
  });

  test("holds up its own request only; others are asked, answered and served", async () => {
    const second = s.mediaDevices.getUserMedia({ video: true, audio: true });
    const third = s.mediaDevices.getUserMedia({ audio: true });
    await s.settle();
    expect(desk.kinds.map((kinds) => kinds.join()).sort()).toEqual(["audio", "audio,video", "video"]);
    desk.waitingFor("audio", "video").answer("granted");
    desk.waitingFor("audio").answer("denied");
    expect((await s.until(second)).getTracks()).toHaveLength(2);
    await expect(s.until(third)).rejects.toMatchObject({ name: "NotAllowedError" });
    expect(await s.isPending(first)).toBe(true);
  });

  test("holds up neither the list of devices, nor events, nor time, and opens nothing", async () => {
    expect(await s.until(s.mediaDevices.enumerateDevices())).not.toHaveLength(0);
    let changes = 0;
    s.mediaDevices.addEventListener("devicechange", () => (changes += 1));
    for (const id of ["front", "back"]) s.unplug(id);
    await s.pass(60_000);
    expect(changes).toBe(1);
    expect([await s.isPending(first), s.watched.opened, s.clock.pending]).toEqual([true, [], 0]);
  });

  test("can be answered an hour later, with devices that have gone by then", async () => {
    s.unplug("front");
    s.unplug("back");
    await s.pass(3_600_000);
    // Both cameras had been candidates; each is asked for, and gone.
    desk.waiting[0]?.answer("granted");
    await s.settle();
    desk.waiting[1]?.answer("granted");
    await expect(s.until(first)).rejects.toMatchObject({ name: "AbortError" });
    expect(s.host.openSources).toBe(0);
  });

  test("other tracks can be used meanwhile, on the same device too", async () => {
    const second = s.mediaDevices.getUserMedia({ video: true });
    await s.settle();
    desk.waiting[1]?.answer("granted");
    const [track] = (await s.until(second)).getVideoTracks();
    if (!track) throw new Error("There is no track.");
    await s.until(track.applyConstraints({ width: { exact: 320 } }));
    expect(track.getSettings().width).toBe(320);
    track.clone().stop();
    track.stop();
    await s.settle();
    expect(s.host.openSources).toBe(0);
    desk.waiting[0]?.answer("granted");
    expect((await s.until(first)).active).toBe(true);
  });
});

describe("a prompt that breaks", () => {
  const broken: [how: string, prompt: () => never][] = [
    [
      "throws",
      () => {
        throw new Error("no display");
      },
    ],
    ["rejects", () => Promise.reject(new Error("closed")) as never],
    [
      "is a thenable that throws",
      () =>
        ({
          then() {
            throw new Error("then");
          },
        }) as never,
    ],
  ];

  test.each(broken)(
    "%s: NotAllowedError, nothing is opened, the next request is asked again",
    async (_how, prompt) => {
      let calls = 0;
      const s = await scene({
        prompt: () => {
          calls += 1;
          return calls === 1 ? prompt() : "granted";
        },
      });
      const error: unknown = await s.take({ video: true }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DOMException);
      expect(error).toMatchObject({ name: "NotAllowedError" });
      expect(s.watched.opened).toEqual([]);
      expect((await s.take({ video: true })).active).toBe(true);
      expect(calls).toBe(2);
    },
  );

  test.each<[unknown]>([
    [undefined],
    [null],
    [false],
    [true],
    [0],
    [""],
    ["prompt"],
    ["deny"],
    ["Granted"],
    [Symbol("granted")],
    [{ choices: 5 }],
    [{ choices: { video: 5 } }],
    [{ choices: { video: "no such device" } }],
  ])("answers %p, which is no answer: nothing is granted", async (answer) => {
    const s = await scene({ prompt: () => answer as PromptAnswer });
    const error: unknown = await s.take({ video: true }).catch((reason: unknown) => reason);
    expect(["TypeError", "NotAllowedError"]).toContain((error as Error).name);
    expect((error as Error).message).toMatch(/prompt|[Pp]ermission/);
    expect(s.watched.opened).toEqual([]);
  });

  test("is called once for a request, and once more for what is left when a device fails", async () => {
    const requests: PromptRequest[] = [];
    const s = await scene({
      prompt: (request) => {
        requests.push(request);
        return "granted";
      },
    });
    s.host.fail("front");
    await s.take({ video: { facingMode: "user" }, audio: true });
    expect(requests.map(({ candidates }) => Object.keys(candidates))).toEqual([
      ["audio", "video"],
      ["video"],
    ]);
    const labels = requests.map(({ candidates }) => candidates["video"]?.map(({ label }) => label));
    expect(labels).toEqual([["Front Camera", "Back Camera"], ["Back Camera"]]);
  });
});
