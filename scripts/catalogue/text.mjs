// What the kinds of corpus files have in common: names for people, notes, numbers.

/** Serial numbers name one device, not a model. */
function withoutSerials(text) {
  return text
    .replace(/\s*\((?:serial|s\/n)\b[^)]*\)/gi, "")
    .replace(/,?\s*\bserial(?: number)?:? [0-9A-Z-]*\d[0-9A-Z-]*/gi, "");
}

/** Sentences about members that only the corpus has, or about ids that are dropped here. */
const ABOUT_THE_CORPUS = /frameIntervals100ns|photoSizes|minExclusive|kept as the fraction|Device ids are/;

/** A name for people. */
export function titleOf(data) {
  return withoutSerials(data.name).trim();
}

/** The corpus' note, without what holds for the corpus only. */
export function noteOf(data) {
  return withoutSerials(data.note)
    .split(/(?<=\.) (?=\S)/)
    .filter((sentence) => !ABOUT_THE_CORPUS.test(sentence))
    .join(" ")
    .replace(/([a-z0-9])\.json\b/g, "$1");
}

/** A rate of the corpus as a number: `30`, `"2997/100"`. */
export function rateOf(rate, place) {
  const [above, below = 1] = typeof rate === "string" ? rate.split("/").map(Number) : [rate];
  const value = above / below;
  if (!(value > 0 && value < Infinity)) {
    throw new Error(`${place} must be a positive rate, got ${JSON.stringify(rate)}.`);
  }
  return value;
}

/** The list without repetitions, compared by their JSON; order as found. */
export function distinct(list) {
  return [...new Map(list.map((item) => [JSON.stringify(item), item])).values()];
}

/** "1 mode", "2 modes". */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
