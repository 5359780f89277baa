// A recorded `getCapabilities()` dictionary of the corpus as a source description.
import { titleOf } from "./text.mjs";

/** They name one device on one machine. */
const IDENTIFIERS = ["deviceId", "groupId"];

/** What notes say of sets that are not whole. */
const PARTIAL = /is cut after|Only this member|Only the photographic members|(?:is|are) not in the source/;

function isOpenRange(value) {
  return (
    typeof value === "object" && !Array.isArray(value) && (value.min === undefined || value.max === undefined)
  );
}

/** The source description of a capability set; what it takes for granted is added to `assumed`. */
export function capabilitySource(slug, data, assumed) {
  const capabilities = {};
  for (const [member, value] of Object.entries(data.capabilities)) {
    if (IDENTIFIERS.includes(member)) continue;
    capabilities[member] = value;
    if (isOpenRange(value))
      assumed.push(`${member} has no ${value.min === undefined ? "min" : "max"}: open.`);
  }
  const { echoCancellation } = capabilities;
  if (Array.isArray(echoCancellation) && echoCancellation.some((value) => typeof value === "string")) {
    const dropped = echoCancellation.filter((value) => typeof value === "string");
    capabilities.echoCancellation = echoCancellation.filter((value) => typeof value === "boolean");
    const told = dropped.map((value) => `"${value}"`).join(" and ");
    assumed.push(`echoCancellation is boolean in the edition implemented: ${told} left out.`);
  }
  const { aspectRatio, height } = capabilities;
  // The narrowest picture is one pixel wide.
  if (aspectRatio && height && Math.abs(aspectRatio.min * height.max - 1) > 1e-6) {
    assumed.push("The min of aspectRatio does not go with the max of height: kept as recorded.");
  }
  const [partial] = data.note.split(/(?<=\.) (?=\S)/).filter((sentence) => PARTIAL.test(sentence));
  if (partial !== undefined)
    assumed.push(`The set is partial: ${partial[0].toLowerCase()}${partial.slice(1)}`);
  if (/\binferred\b/.test(data.note)) assumed.push("Which browser it was is inferred.");
  return { kind: data.kind, deviceId: slug, label: titleOf(data), capabilities };
}
