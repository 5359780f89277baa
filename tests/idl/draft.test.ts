/** What the editor's draft has changed since the edition that is implemented is known, entry by entry. */
import { differencesBetween } from "./compare-idl.js";
import { draftDifferences } from "./draft-differences.js";
import { edition2021, editorsDraft } from "./idl.js";

test("the draft differs from the edition of 2021 in what is listed with a reason, and in nothing else", () => {
  const listed = draftDifferences.flatMap(({ idl }) => idl);
  expect(new Set(listed).size).toBe(listed.length);
  expect(differencesBetween(edition2021, editorsDraft)).toEqual(listed.sort());
});

test.each(draftDifferences)("a difference has a reason: $reason", ({ reason, idl }) => {
  expect(reason).toMatch(/^[A-Z].*\.$/);
  expect(idl.length).toBeGreaterThan(0);
});
