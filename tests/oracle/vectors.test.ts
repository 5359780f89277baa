/**
 * The cases of tests/vectors, over every build.
 */
import { buildsUnderTest } from "./builds.js";
import { readVectors, tryCase } from "./vectors.js";

const builds = buildsUnderTest();

afterAll(() => {
  for (const build of builds) build.close();
});

describe("kept cases", () => {
  const vectors = readVectors();

  test("there are some", () => {
    expect(vectors.length).toBeGreaterThan(0);
  });

  for (const vector of vectors) {
    test(vector.name, () => tryCase(vector, builds));
  }
});
