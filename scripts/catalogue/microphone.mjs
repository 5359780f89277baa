// A microphone of the corpus as a source description.
import { distinct, titleOf } from "./text.mjs";

/** The members of a configuration and the properties they are values of. */
const PROPERTIES = [
  ["rates", "sampleRate"],
  ["bits", "sampleSize"],
  ["channels", "channelCount"],
];

/** What a note says that the configurations alone do not. */
const REMARKS = [
  [/intervals say nothing about the hardware/, "The ranges are those of software that converts."],
  [/Hardware rate at the time of the report/, "The rate at the time of the report is taken as the only one."],
  [
    /does not say which rates between/,
    "The ends of the range of rates are sure, those between may not exist.",
  ],
];

/** A value, a list of values or a range, as ranges. */
function rangesOf(value) {
  if (value === null) return [undefined];
  if (Array.isArray(value)) return value.flatMap(rangesOf);
  return [typeof value === "number" ? { min: value, max: value } : { min: value.min, max: value.max }];
}

/** Every combination of the configuration's values. */
function products(configuration) {
  return PROPERTIES.reduce(
    (made, [member, property]) =>
      made.flatMap((so) =>
        rangesOf(configuration[member]).map((range) =>
          range === undefined ? so : { ...so, [property]: range },
        ),
      ),
    [{}],
  );
}

/** The source description of a microphone; what it takes for granted is added to `assumed`. */
export function microphoneSource(slug, data, assumed) {
  const all = data.configurations.flatMap(products);
  const alternatives = distinct(all);
  for (const [member, property] of PROPERTIES) {
    if (data.configurations.some((configuration) => configuration[member] === null)) {
      assumed.push(`${property} is not told and left out.`);
    }
  }
  if (
    data.configurations.some(({ bits }) => bits !== null && typeof bits === "object" && !Array.isArray(bits))
  ) {
    assumed.push("sampleSize is told as a range; only the sizes of the formats exist.");
  }
  if (alternatives.length < all.length) assumed.push("Configurations with the values of another are merged.");
  for (const [pattern, remark] of REMARKS) if (pattern.test(data.note)) assumed.push(remark);
  return {
    kind: "audioinput",
    deviceId: slug,
    label: titleOf(data),
    ...(alternatives.length === 1 ? { capabilities: alternatives[0] } : { alternatives }),
  };
}
