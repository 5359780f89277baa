/** The classes, compared with the edition of 2021, which they are to match, and with the editor's draft. */
import { checkInterface, type Implementation } from "./check-interface.js";
import { draftDifferences } from "./draft-differences.js";
import { edition2021, editorsDraft, type Idl } from "./idl.js";
import { implementations } from "./implementations.js";

let classes: ReadonlyMap<string, Implementation>;

beforeAll(async () => {
  classes = await implementations();
});

async function differences(idl: Idl): Promise<string[]> {
  const found: string[] = [];
  for (const definition of idl.interfaces.values()) {
    found.push(...(await checkInterface(definition, classes, idl.enums)));
  }
  return found;
}

test.each([...edition2021.interfaces.keys()])("%s is as the edition of 2021 has it", async (name) => {
  const definition = edition2021.interfaces.get(name);
  if (!definition) throw new Error(name);
  expect(await checkInterface(definition, classes, edition2021.enums)).toEqual([]);
});

test("there is no class that no interface stands for", () => {
  expect([...classes.keys()].sort()).toEqual([...edition2021.interfaces.keys()].sort());
});

test("the draft's interfaces differ from the classes in what is listed with a reason, and in nothing else", async () => {
  const listed = draftDifferences.flatMap(({ classes = [] }) => classes);
  expect((await differences(editorsDraft)).sort()).toEqual(listed.sort());
});

test("MediaDeviceInfo.toJSON follows WebIDL's default steps", () => {
  const names = edition2021.interfaces.get("MediaDeviceInfo")?.attributes.map(({ name }) => name);
  for (const name of ["MediaDeviceInfo", "InputDeviceInfo"]) {
    const sample = classes.get(name)?.sample as { toJSON(): object };
    expect(Object.entries(Object.getOwnPropertyDescriptors(sample.toJSON()))).toEqual(
      names?.map((attribute) => [
        attribute,
        {
          value: Reflect.get(sample, attribute) as unknown,
          writable: true,
          enumerable: true,
          configurable: true,
        },
      ]),
    );
  }
});
