/** A source's capabilities as scripts get them: Media Capture and Streams, 4.3.5 and 4.3.8. */
import type { PropertyRegistry } from "../constrainable/registry.js";
import {
  readSource,
  RESIZE_MODES,
  roundRatio,
  type Domain,
  type ReadSource,
} from "../solver/source-description.js";
import type { SourceDescription, TrackCapabilities } from "../solver/types.js";

interface Range {
  min?: number;
  max?: number;
}

/** Ends that stand for an open range. */
const OPEN = new Set([4294967295, Number.MAX_VALUE]);

function rangeOf(domains: readonly { readonly lo: number; readonly hi: number }[]): Range {
  const range: Range = {};
  const min = Math.min(...domains.map(({ lo }) => lo));
  const max = Math.max(...domains.map(({ hi }) => hi));
  if (Number.isFinite(min)) range.min = min;
  if (Number.isFinite(max) && !OPEN.has(max)) range.max = max;
  return range;
}

/** What size and rate can be, of a camera with native modes. */
function ofModes({ modes, resizeModes }: ReadSource): Record<string, unknown> {
  const isScaled = resizeModes.includes("crop-and-scale");
  const widths = modes.map(({ width }) => width);
  const heights = modes.map(({ height }) => height);
  const ratios = modes.map(({ width, height }) => roundRatio(width / height));
  const rates = modes.flatMap(({ frameRates }) =>
    Array.isArray(frameRates) ? frameRates : [frameRates.min, frameRates.max],
  );
  const [width, height] = [Math.max(...widths), Math.max(...heights)];
  return {
    width: { min: isScaled ? 1 : Math.min(...widths), max: width },
    height: { min: isScaled ? 1 : Math.min(...heights), max: height },
    aspectRatio: isScaled
      ? { min: roundRatio(1 / height), max: width }
      : { min: Math.min(...ratios), max: Math.max(...ratios) },
    frameRate: { min: isScaled ? 0 : Math.min(...rates), max: Math.max(...rates) },
    resizeMode: RESIZE_MODES.filter((mode) => resizeModes.includes(mode)),
  };
}

/** The capabilities of a source, by the ids that its description has. */
export function capabilitiesOf(
  description: SourceDescription,
  registry: PropertyRegistry,
): TrackCapabilities {
  const source = readSource(description, registry);
  const all: Record<string, unknown> = source.modes.length > 0 ? ofModes(source) : {};
  for (const { name } of registry.properties) {
    const domains = source.products.flatMap((product): Domain[] => {
      const domain = product.get(name);
      return domain ? [domain] : [];
    });
    if (domains.length === 0) continue;
    const lists = domains.filter((domain) => Array.isArray(domain));
    all[name] =
      lists.length > 0 ? [...new Set(lists.flat())] : rangeOf(domains.filter((domain) => "lo" in domain));
    // The specification's two ids are strings, not lists.
    if (name === "deviceId" || name === "groupId") all[name] = lists.flat()[0];
  }
  const inOrder = registry.properties.flatMap(({ name }) => (name in all ? [[name, all[name]]] : []));
  return Object.fromEntries(inOrder) as TrackCapabilities;
}
