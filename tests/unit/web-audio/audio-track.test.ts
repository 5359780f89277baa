import { firstAudioTrack } from "../../../bindings/sinks/web-audio/audio-track.js";
import { thrownBy } from "./thrown-by.js";

function stream(...ids: string[]): { getAudioTracks(): { id: string }[] } {
  return { getAudioTracks: () => ids.map((id) => ({ id })) };
}

test.each([
  [["only"], "only"],
  [["b", "a", "c"], "a"],
  [["a", "B"], "B"],
  [["10", "9"], "10"],
  [["a", ""], ""],
  // By code points it were the other one.
  [["\uff61", "\u{10000}"], "\u{10000}"],
  [["é", "z"], "z"],
])("of %j it is %j", (ids, first) => {
  expect(firstAudioTrack(stream(...ids)).id).toBe(first);
});

test("of none it is an InvalidStateError", () => {
  expect(thrownBy(() => firstAudioTrack(stream()))).toBe("InvalidStateError");
});
