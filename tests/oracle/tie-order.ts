/**
 * The total order among settings of equal distance (design, section 3, item 4), tried on small spaces.
 */
import type { Fit, NativeMode, SourceDescription } from "../../bindings/solver/types.js";
import { abs, infinity, min, round } from "./globals.js";
import { type Domain, isContinuous, representatives } from "./domain.js";
import { type ConstraintSet, fitnessDistance, memberDistance, type Settings } from "./fitness-distance.js";
import { roundedRatio, type Value } from "./properties.js";
import { type Question, visitSizes } from "./question.js";
import type { OracleAnswer } from "./select-settings.js";
import type { Configuration, SizeDomain } from "./space.js";

const tie = 1e-9;

/** A value's share of the distance and of the distance to the defaults. */
interface Share {
  readonly distance: number;
  readonly fromDefaults: number;
}

interface SizeShare extends Share {
  readonly width: number;
  readonly height: number;
  readonly class: number;
}

/** 0 native, 1 with the native mode's aspect ratio, 2 rounded to whole pixels from it, 3 cropped. */
function classOf(mode: NativeMode | undefined, resizeMode: unknown, width: number, height: number): number {
  if (mode === undefined || resizeMode === "none") return 0;
  if (roundedRatio(width / height) === roundedRatio(mode.width / mode.height)) return 1;
  const off = width * mode.height - height * mode.width;
  // Less than one output pixel, in width or in height, is cut away.
  return -mode.height < off && off < mode.width ? 2 : 3;
}

/** Drops what is no better in either respect. */
function front(shares: readonly Share[]): Share[] {
  const sorted = [...shares].sort((a, b) => a.distance - b.distance || a.fromDefaults - b.fromDefaults);
  const least = sorted[0]?.distance ?? infinity;
  const kept: Share[] = [];
  for (const one of sorted) {
    if (one.distance > least + tie) break;
    if (one.fromDefaults < (kept.at(-1)?.fromDefaults ?? infinity)) kept.push(one);
  }
  return kept;
}

/** What the settings dictionaries that satisfy all kept sets have to offer, part by part. */
class Shares {
  private readonly bySize = new Map<SizeDomain, readonly SizeShare[]>();
  private readonly byDomain = new Map<Domain, readonly Share[]>();

  constructor(
    readonly question: Question,
    /** The basic set, then the advanced sets that are kept. */
    readonly sets: readonly ConstraintSet[],
  ) {}

  private of(name: string, value: Value | undefined): Share {
    const { space, defaults } = this.question;
    let distance = 0;
    for (const [index, set] of this.sets.entries()) {
      const member = set.get(name);
      if (member === undefined) continue;
      const more = memberDistance(member, value, space.kind);
      if (index === 0 || more === infinity) distance += more;
    }
    const own = defaults.get(name);
    return {
      distance,
      fromDefaults: own === undefined || value === undefined ? 0 : memberDistance(own, value, space.kind),
    };
  }

  private ofDomain(name: string, domain: Domain | undefined): readonly Share[] {
    const known = domain === undefined ? undefined : this.byDomain.get(domain);
    if (known !== undefined) return known;
    const { critical } = this.question;
    const values = domain === undefined ? [undefined] : representatives(domain, critical.get(name) ?? []);
    let shares = values.map((value) => this.of(name, value)).filter(({ distance }) => distance < infinity);
    if (domain !== undefined && isContinuous(domain)) {
      // Near-ties along a continuous axis are not to be exploited: only the exact minimum counts.
      const least = min(...shares.map(({ distance }) => distance));
      shares = shares.filter(({ distance }) => distance === least);
    }
    const kept = front(shares);
    if (domain !== undefined) this.byDomain.set(domain, kept);
    return kept;
  }

  /** The shares of everything but the size, folded; none where the configuration cannot satisfy the sets. */
  besidesSize({ size, domains }: Configuration): readonly Share[] {
    const names = new Set([...this.sets.flatMap((set) => [...set.keys()]), ...domains.keys()]);
    let folded: readonly Share[] = [{ distance: 0, fromDefaults: 0 }];
    for (const name of names) {
      if (size !== undefined && (name === "width" || name === "height" || name === "aspectRatio")) continue;
      const next = this.ofDomain(name, domains.get(name));
      folded = front(
        folded.flatMap((a) =>
          next.map((b) => ({
            distance: a.distance + b.distance,
            fromDefaults: a.fromDefaults + b.fromDefaults,
          })),
        ),
      );
    }
    return folded;
  }

  /** The sizes of least distance in a domain, within a tie: nothing else can be part of a tie. */
  ofSize(size: SizeDomain, native: NativeMode | undefined, resizeMode: unknown): readonly SizeShare[] {
    const known = this.bySize.get(size);
    if (known !== undefined) return known;
    const widths = new Map<number, Share>();
    const heights = new Map<number, Share>();
    const cached = (shares: Map<number, Share>, name: string, value: number): Share => {
      const share = shares.get(value) ?? this.of(name, value);
      shares.set(value, share);
      return share;
    };
    let least = infinity;
    let found: SizeShare[] = [];
    visitSizes(this.question, size, (width, height) => {
      const byWidth = cached(widths, "width", width);
      const byHeight = cached(heights, "height", height);
      let distance = byWidth.distance + byHeight.distance;
      if (distance > least + tie) return;
      distance += this.of("aspectRatio", roundedRatio(width / height)).distance;
      if (distance > least + tie || distance === infinity) return;
      if (distance < least) {
        least = distance;
        found = found.filter((share) => share.distance <= least + tie);
      }
      const fromDefaults = byWidth.fromDefaults + byHeight.fromDefaults;
      found.push({
        distance,
        fromDefaults,
        width,
        height,
        class: classOf(native, resizeMode, width, height),
      });
    });
    this.bySize.set(size, found);
    return found;
  }
}

interface Rank {
  readonly class: number;
  readonly fromDefaults: number;
  readonly area: number;
  /** The highest rate of the mode it comes from. */
  readonly rate: number;
  readonly mode: number;
}

function highestRate({ frameRates }: NativeMode): number {
  return Array.isArray(frameRates) ? Math.max(...frameRates) : frameRates.max;
}

function hasSeveralRates(native: NativeMode | undefined): boolean {
  if (native === undefined) return false;
  const { frameRates } = native;
  return Array.isArray(frameRates) ? frameRates.length > 1 : frameRates.min < frameRates.max;
}

function rank(
  { modes = [], frameRates }: SourceDescription,
  mode: number,
  ofClass: number,
  fromDefaults: number,
): Rank {
  const native = modes[mode];
  const area = native === undefined ? 0 : native.width * native.height;
  // Of decimated rates no order is stated, nor which of several rates a native setting has: NaN comes before nothing.
  const isOpen = ofClass === 0 ? hasSeveralRates(native) : frameRates === "integral";
  const rate = isOpen ? NaN : native === undefined ? 0 : highestRate(native);
  return { class: ofClass, fromDefaults, area, rate, mode };
}

/** Whether `a` comes strictly before `b`. */
function before(a: Rank, b: Rank): boolean {
  // Of rounded sizes a mode offers the least cropped one, which no order of settings alone tells.
  if (a.class === 2) return false;
  if (a.class !== b.class) return a.class < b.class;
  if (round(a.fromDefaults * 1e9) !== round(b.fromDefaults * 1e9)) {
    return a.fromDefaults < b.fromDefaults - tie;
  }
  if (abs(a.fromDefaults - b.fromDefaults) > 1e-12) return false;
  if (a.area !== b.area) return a.area < b.area;
  if (a.rate !== b.rate) return a.rate < b.rate;
  return a.mode < b.mode;
}

/** What decides between two ranks. */
function decider(a: Rank, b: Rank): string {
  if (a.class !== b.class) return "class";
  if (abs(a.fromDefaults - b.fromDefaults) > tie) return "defaults";
  return a.area !== b.area || a.rate !== b.rate ? "surplus" : "order";
}

/** Which entry of `modes` a native mode is. */
export function modeIndex(modes: readonly NativeMode[], mode: NativeMode | undefined): number {
  const text = JSON.stringify(mode);
  return modes.findIndex((one) => JSON.stringify(one) === text);
}

/** What comes before the chosen settings though the distance is the same. */
export function checkTieOrder(
  question: Question,
  expected: OracleAnswer & { feasible: true },
  fit: Fit,
): string[] {
  const { space, basic, defaults } = question;
  const { distance: least, advanced } = expected;
  const modes = space.source.modes ?? [];
  const settings = fit.settings as Settings;
  const { width = 0, height = 0 } = fit.settings;
  const mode = modeIndex(modes, fit.nativeMode);
  const present = new Map([...defaults].filter(([name]) => settings[name] !== undefined));
  const ofClass = classOf(modes[mode], settings["resizeMode"], width, height);
  const chosen = rank(space.source, mode, ofClass, fitnessDistance(settings, present, space.kind));
  const shares = new Shares(question, [basic, ...question.advanced.filter((_, index) => advanced[index])]);

  let best = chosen;
  let found = "";
  for (const configuration of space.configurations) {
    const resizeMode = configuration.domains.get("resizeMode");
    const only = resizeMode?.kind === "values" ? resizeMode.values[0] : undefined;
    const { mode: from, size } = configuration;
    const sizes: readonly SizeShare[] =
      size === undefined
        ? [{ distance: 0, fromDefaults: 0, width: 0, height: 0, class: 0 }]
        : shares.ofSize(size, modes[from], only);
    for (const rest of shares.besidesSize(configuration)) {
      for (const one of sizes) {
        if (one.distance + rest.distance > least + tie) continue;
        const candidate = rank(space.source, from, one.class, one.fromDefaults + rest.fromDefaults);
        if (!before(candidate, best)) continue;
        best = candidate;
        found = `${one.width}x${one.height} ${String(only)}`;
      }
    }
  }
  if (best === chosen) return [];
  return [
    `by ${decider(best, chosen)} ${found} comes before the chosen settings: ` +
      `${JSON.stringify(best)}, chosen ${JSON.stringify(chosen)}`,
  ];
}
