import { cameraLine, parseLines, shell, trackfit } from "./run.js";

const request = JSON.stringify({ video: { width: { exact: 640 } } });
const stream = (input: Iterable<string | Uint8Array>, nodeArgs: string[] = []): ReturnType<typeof trackfit> =>
  trackfit(["fit", request, "--devices", "-"], { input, nodeArgs });

function* cameras(count: number): Generator<string> {
  for (let i = 0; i < count; i += 1000) {
    let lines = "";
    for (let j = i; j < Math.min(i + 1000, count); j++) lines += cameraLine(`camera ${String(j)}`);
    yield lines;
  }
}

test("a line in, a line out, in order; bad lines are told and do not stop the rest", async () => {
  const { code, stdout, stderr } = await stream([
    `\uFEFF${cameraLine("a")}`,
    "\r\n  \n",
    "{nope\r\n",
    '{"kind": "audioinput", "deviceId": "m"}\r\n',
    '{"kind": "videoinput", "deviceId": "b", "modes": [{"width": -1}]}\n',
    Buffer.from([0xff, 0xfe, 0x0a]),
    '{"kind": "videoinput", "deviceId": "no modes"}\n',
    cameraLine("é").trimEnd(),
  ]);
  expect(code).toBe(0);
  const lines = parseLines(stdout);
  expect(lines).toMatchObject([
    {
      line: 1,
      device: "a",
      kind: "videoinput",
      ok: true,
      distance: 0,
      settings: { width: 640, height: 480 },
    },
    {
      line: 4,
      error: 'the line must be JSON, but at column 2 there is "n" where a name in double quotes must be.',
    },
    { line: 5, device: "m", kind: "audioinput", ok: null, skipped: "audio is not requested" },
    { line: 6, error: "source.modes[0].width must be a positive integer, got -1." },
    { line: 7, error: "the line must be text in UTF-8." },
    { line: 8, device: "no modes", ok: false, failedConstraint: "width" },
    { line: 9, device: "é", ok: true },
  ]);
  expect(lines).toHaveLength(7);
  expect(Object.keys(lines[0] ?? {})).toEqual([
    "line",
    "device",
    "kind",
    "ok",
    "settings",
    "distance",
    "advanced",
    "nativeMode",
  ]);
  expect(stderr.split("\n")).toEqual([
    'trackfit: line 4: the line must be JSON, but at column 2 there is "n" where a name in double quotes must be.',
    "trackfit: line 6: source.modes[0].width must be a positive integer, got -1.",
    "trackfit: line 7: the line must be text in UTF-8.",
    "",
  ]);
});

test("answers come as lines go in, before the input ends", async () => {
  const { stdout } = await shell(
    `{ echo '${cameraLine("a").trim()}'; sleep 3; } | trackfit fit '${request}' --devices - | { read -r line; date +%s; echo "$line"; } &
     start=$(date +%s); wait; echo "$start"`,
  );
  const [read, line = "", start] = stdout.trim().split("\n");
  expect(JSON.parse(line)).toMatchObject({ line: 1, device: "a", ok: true });
  expect(Number(read) - Number(start)).toBeLessThan(3);
}, 20_000);

test.each([
  ["nothing fits", ['{"kind": "videoinput", "deviceId": "a"}\n', "bad\n"], 1],
  ["nothing is of a requested kind", ['{"kind": "audioinput", "deviceId": "a"}\n'], 1],
  ["there are no lines", [], 1],
  ["there are only blank lines", ["\n\n"], 1],
  ["no line can be read", ["bad\n", "5\n"], 2],
  ["one of many fits", ["bad\n", cameraLine("a"), '{"kind": "videoinput", "deviceId": "b"}\n'], 0],
])("exit code when %s", async (_, input, expected) => {
  expect((await stream(input)).code).toBe(expected);
});

test.each([
  ["no line", "/dev/null", "trackfit: standard input held no source descriptions.\n", 1],
  [
    "a folder",
    "/",
    "trackfit: standard input must be lines of source descriptions, but it is a folder.\n",
    2,
  ],
])("standard input with %s is told", async (_, file, message, code) => {
  const { stdout, stderr } = await shell(
    `trackfit fit '${request}' --devices - <${file}; echo "$?"; trackfit fit '{"video": true}' --top 1 --json <${file} | wc -l`,
  );
  expect(stderr).toBe(message);
  expect(stdout).toBe(`${String(code)}\n3\n`);
});

test("members with unknown names are told, each name once", async () => {
  const modes = [{ width: 640, height: 480, frameRates: [30], fps: 30 }];
  const described = { kind: "videoinput", deviceId: "a", mode: [], modes };
  const { code, stderr } = await stream([
    '{"kind": "videoinput", "deviceId": 5, "id": 5}\n',
    `${JSON.stringify(described)}\n${JSON.stringify(described)}\n`,
    `${JSON.stringify({ ...described, fps: 30, "a\u001b[31mb": 1, capabilities: { vendor: 1 } })}\n`,
    ...Array.from({ length: 200 }, (_, i) => `${JSON.stringify({ ...described, [`n${String(i)}`]: i })}\n`),
  ]);
  expect(code).toBe(0);
  const lines = stderr.split("\n");
  const passedOver = "and is passed over, here and wherever it stands.";
  expect(lines.slice(0, 6)).toEqual([
    "trackfit: line 1: source.deviceId must be a string, got 5.",
    `trackfit: line 2: source.mode is no member of a source description ${passedOver}`,
    `trackfit: line 2: source.modes[0].fps is no member of a native mode ${passedOver}`,
    `trackfit: line 4: source.fps is no member of a source description ${passedOver}`,
    `trackfit: line 4: source["a\\u001b[31mb"] is no member of a source description ${passedOver}`,
    `trackfit: line 5: source.n0 is no member of a source description ${passedOver}`,
  ]);
  // The last is empty.
  expect(lines).toHaveLength(1 + 100 + 1);
});

test("200,000 lines go through a small heap, in order", async () => {
  const count = 200_000;
  const { code, stdout, stderr } = await stream(cameras(count), [
    "--max-old-space-size=48",
    "--max-semi-space-size=2",
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  let at = 0;
  let wrong = 0;
  for (let line = 1; line <= count; line++) {
    const head = `{"line":${String(line)},"device":"camera ${String(line - 1)}",`;
    if (!stdout.startsWith(head, at)) wrong += 1;
    at = stdout.indexOf("\n", at) + 1;
  }
  expect(wrong).toBe(0);
  expect(at).toBe(stdout.length);
}, 120_000);

test("a line of many megabytes is read; one beyond the limit is an error of its own", async () => {
  const megabytes = (count: number): Buffer => Buffer.alloc(count * 1024 * 1024, "x");
  const long = [Buffer.from('{"kind": "videoinput", "deviceId": "'), megabytes(20), Buffer.from('"}\n')];
  const { stdout } = await stream([...long, megabytes(65), "\n", cameraLine("a")]);
  const lines = parseLines(stdout);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({ line: 1, ok: false });
  expect(String(lines[0]?.["device"])).toHaveLength(20 * 1024 * 1024);
  expect(lines.slice(1)).toMatchObject([
    { line: 2, error: "the line must be at most 67108864 bytes long, got 68157440." },
    { line: 3, device: "a", ok: true },
  ]);
}, 60_000);

test("a reader that stops early ends the command in silence", async () => {
  const { stdout, stderr } = await shell(
    `line='${cameraLine("a").trim()}'; yes "$line" | trackfit fit '${request}' --devices - | head -n 2; echo "\${PIPESTATUS[1]}"`,
  );
  const [first, second, code] = stdout.trim().split("\n");
  expect(JSON.parse(first ?? "")).toMatchObject({ line: 1, ok: true });
  expect(JSON.parse(second ?? "")).toMatchObject({ line: 2, ok: true });
  expect(code).toBe("0");
  expect(stderr).toBe("");
}, 20_000);

test.each([
  ["some lines are bad", "3000", 0, 8000],
  ["all lines are bad", "8000", 2, 8000],
])(
  "a reader of standard error that stops early loses no answers: %s",
  async (_, bad, code, count) => {
    const { stdout } = await shell(
      `line='${cameraLine("a").trim()}'
     answers=$({ yes x | head -n ${bad}; yes "$line" | head -n $((8000 - ${bad})); } |
       { trackfit fit '${request}' --devices - 2> >(head -n 1 >/dev/null); echo "code $?"; })
     wc -l <<<"$answers"; tail -n 1 <<<"$answers"`,
    );
    expect(stdout.trim().split("\n")).toEqual([String(count + 1), `code ${String(code)}`]);
  },
  20_000,
);

test("what goes wrong with standard output is told, of endless input too", async () => {
  const { stdout, stderr } = await shell(
    `trackfit --version >/dev/full; echo "$?"
     yes '${cameraLine("a").trim()}' | trackfit fit '${request}' --devices - >/dev/full; echo "$?"`,
  );
  expect(stdout).toBe("2\n2\n");
  expect(stderr).toMatch(/^(?:trackfit: standard output: ENOSPC\b.*\n){2}$/);
}, 20_000);
