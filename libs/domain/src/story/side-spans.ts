/** Who is principal on each stretch of days: what binds by day is asked of one stretch at a time (H-003). */
import { type Stretch } from '../calendar/index.js';
import { signsFor, type Day, type PartyId, type Said } from '../kernel/index.js';
import { defaultRegionOf, type DefaultRegion } from './registration.js';
import { type CaseFact } from '../saying/case.js';
import { type Story } from './story.js';

/** Some days on which the same two are principals. */
export interface SideSpan extends Stretch {
  readonly kommun: PartyId;
  readonly region: PartyId;
  /** The region that counted for want of a better one, and could sign before it became clear (H-002). */
  readonly byDefault: DefaultRegion | null;
  /** What began it: the registration, or what changed it. */
  readonly begunBy: Said<CaseFact>;
}

/** The stretches in order, from the beginning and without end; none before anything is registered. */
export function sideSpansOf(story: Story): readonly SideSpan[] {
  const { registered, registrations, facts } = story;
  if (!registered) return [];
  const spans: Writable<SideSpan>[] = [];
  for (const { from, region, said } of registrations) {
    const before = spans.at(-1);
    if (before?.region === region) continue;
    if (before) before.until = from;
    spans.push({ from, until: null, kommun: registered.meta.party, region, byDefault: null, begunBy: said });
  }
  const held = spans.filter(({ from, until }) => from === null || from !== until);
  return withDefault(held, defaultRegionOf(registered, facts));
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/** The first stretch in two, where another region counted until it became clear which. */
function withDefault(spans: readonly SideSpan[], byDefault: DefaultRegion | null): readonly SideSpan[] {
  const [first, ...rest] = spans;
  if (!first || !byDefault || byDefault.until === null || first.region === byDefault.region) return spans;
  const { until } = byDefault;
  const unclear = { ...first, until, byDefault };
  return first.until === until ? [unclear, ...rest] : [unclear, { ...first, from: until }, ...rest];
}

/** Who may sign for the region side on a stretch, where it is signed on a day. */
export function signsForRegion({ region, byDefault }: SideSpan, party: PartyId, signedOn: Day): boolean {
  if (signsFor(party, region)) return true;
  const isInTime = byDefault !== null && (byDefault.until === null || signedOn < byDefault.until);
  return isInTime && signsFor(party, byDefault.region);
}

/** All who are principals on some day not before `from`, each once: they may sign. */
export function principalsFrom(spans: readonly SideSpan[], from: Day | null): readonly PartyId[] {
  const later = spans.filter(({ until }) => from === null || until === null || from < until);
  return [...new Set(later.flatMap(({ kommun, region }) => [kommun, region]))];
}
