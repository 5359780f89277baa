/** Dictionaries and enumerations: what is read of arguments and what is told, compared with the edition of 2021. */
import { scene, type Scene } from "../unit/capture/scene.js";
import { back, front, headset, microphone, plain } from "../unit/capture/sources.js";
import { edition2021 } from "./idl.js";

let s: Scene;

beforeEach(async () => {
  s = await scene();
});

/** The members of a dictionary in the order in which WebIDL reads them: the parent's first, each by name. */
function membersOf(name: string): string[] {
  const dictionary = edition2021.dictionaries.get(name);
  if (!dictionary) throw new Error(`There is no dictionary ${name}.`);
  const { inheritance, members } = dictionary;
  return [...(inheritance === undefined ? [] : membersOf(inheritance)), ...[...members.keys()].sort()];
}

/** An object that has nothing, and the names that were asked of it. */
function recording(members: object = {}): { object: object; names: string[] } {
  const names: string[] = [];
  const object = new Proxy(members, {
    get(target, key, receiver) {
      if (typeof key === "string") names.push(key);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  return { object, names };
}

async function request(constraints: object): Promise<void> {
  await s.take(constraints).catch(() => undefined);
}

describe("arguments are read member by member, each once and in WebIDL's order:", () => {
  test("MediaStreamConstraints", async () => {
    const { object, names } = recording({ audio: false, video: true });
    await request(object);
    expect(names).toEqual(membersOf("MediaStreamConstraints"));
  });

  test("MediaTrackConstraints, of getUserMedia and applyConstraints", async () => {
    const first = recording();
    await request({ video: first.object });
    expect(first.names).toEqual(membersOf("MediaTrackConstraints"));
    const second = recording();
    await s.until((await s.camera("front")).applyConstraints(second.object));
    expect(second.names).toEqual(membersOf("MediaTrackConstraints"));
  });

  test("MediaTrackConstraintSet, in advanced", async () => {
    const sets = [recording(), recording()];
    await request({ video: { advanced: sets.map(({ object }) => object) } });
    for (const { names } of sets) expect(names).toEqual(membersOf("MediaTrackConstraintSet"));
  });

  test.each([...(edition2021.dictionaries.get("MediaTrackConstraintSet")?.members ?? [])])(
    "%s of type %s",
    async (name, type) => {
      const dictionaryType = /\b(Constrain\w+(?:Range|Parameters))\b/.exec(
        edition2021.types.get(type) ?? "",
      )?.[1];
      const { object, names } = recording();
      await request({ video: { [name]: object }, audio: false });
      expect(names).toEqual(membersOf(dictionaryType ?? "none"));
    },
  );

  test.each([...(edition2021.dictionaries.get("MediaTrackConstraintSet")?.members ?? [])])(
    "%s keeps to %s: what it makes of a number, a string, a boolean and nonsense",
    async (name, type) => {
      const track = await s.camera("front");
      const made: unknown[] = [];
      for (const value of [7.5, "9", true, NaN]) {
        const outcome = await s.until(track.applyConstraints({ [name]: value })).then(
          () => track.getConstraints()[name as "width"],
          (error: unknown) => (error as Error).name,
        );
        made.push(outcome);
      }
      const expected: Record<string, unknown[]> = {
        ConstrainULong: [8, 9, 1, 0],
        ConstrainDouble: [7.5, 9, 1, "TypeError"],
        ConstrainDOMString: ["7.5", "9", "true", "NaN"],
        ConstrainBoolean: [true, true, true, false],
      };
      expect(made).toEqual(expected[type]);
    },
  );
});

describe("what is told", () => {
  test("MediaTrackSupportedConstraints: the members with their default", () => {
    const members = [
      ...(edition2021.dictionaries.get("MediaTrackSupportedConstraints")?.members.keys() ?? []),
    ];
    expect(s.mediaDevices.getSupportedConstraints()).toEqual(
      Object.fromEntries(members.map((name) => [name, true])),
    );
  });

  /** Whether a value is one of an IDL type, as far as it can be told from outside. */
  function isOf(type: string | undefined, value: unknown): boolean {
    if (type === "DOMString") return typeof value === "string";
    if (type === "boolean") return typeof value === "boolean";
    if (type === "double") return Number.isFinite(value);
    if (type === "long") return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
    const element = /^sequence<(.*)>$/.exec(type ?? "")?.[1];
    if (element !== undefined) return Array.isArray(value) && value.every((each) => isOf(element, each));
    const range = edition2021.dictionaries.get(type ?? "");
    if (!range) return false;
    return Object.entries(value as object).every(
      ([key, bound]) => range.members.has(key) && Number.isFinite(bound),
    );
  }

  test.each(["MediaTrackSettings", "MediaTrackCapabilities"] as const)(
    "%s: members and types",
    async (name) => {
      const { members } = edition2021.dictionaries.get(name) ?? {};
      const seen = new Set<string>();
      for (const track of [
        await s.camera("front"),
        await s.camera("back"),
        await s.microphone("microphone"),
      ]) {
        const told = name === "MediaTrackSettings" ? track.getSettings() : track.getCapabilities();
        for (const [key, value] of Object.entries(told)) {
          seen.add(key);
          expect([key, value, isOf(members?.get(key), value)]).toEqual([key, value, true]);
        }
      }
      expect([...seen].sort()).toEqual([...(members?.keys() ?? [])].sort());
    },
  );
});

describe("enumerations have the values that occur:", () => {
  const speaker = { kind: "audiooutput", deviceId: "speaker", label: "Speaker" } as const;

  test("MediaDeviceKind", async () => {
    s = await scene({ devices: [front, microphone, speaker], exposeDevice: () => true });
    const devices = await s.until(s.mediaDevices.enumerateDevices());
    expect(devices.map(({ kind }) => kind).sort()).toEqual(
      [...(edition2021.enums.get("MediaDeviceKind") ?? [])].sort(),
    );
  });

  test("MediaStreamTrackState", async () => {
    const track = await s.camera("front");
    const states: string[] = [track.readyState];
    track.stop();
    states.push(track.readyState);
    expect(states).toEqual(edition2021.enums.get("MediaStreamTrackState"));
  });

  test("VideoFacingModeEnum", async () => {
    const modes = edition2021.enums.get("VideoFacingModeEnum") ?? [];
    s = await scene({ devices: modes.map((facingMode) => ({ ...plain, deviceId: facingMode, facingMode })) });
    const seen: unknown[] = [];
    for (const facingMode of modes) {
      const stream = await s.take({ video: { facingMode: { exact: facingMode } } });
      seen.push(stream.getVideoTracks()[0]?.getSettings().facingMode);
    }
    expect(seen).toEqual(modes);
  });

  test("VideoResizeModeEnum", async () => {
    s = await scene({ devices: [back, headset] });
    const values = [...(edition2021.enums.get("VideoResizeModeEnum") ?? [])];
    const track = await s.camera("back");
    expect([...((track.getCapabilities() as { resizeMode?: string[] }).resizeMode ?? [])].sort()).toEqual(
      values.sort(),
    );
    for (const resizeMode of values) {
      await s.until(track.applyConstraints({ resizeMode: { exact: resizeMode } }));
      expect(track.getSettings().resizeMode).toBe(resizeMode);
    }
  });
});
