/** Who is principal on each stretch of days: what binds by day is asked of one stretch at a time (H-003). */
import { maxDay, type Stretch } from '../calendar/index.js';
import { compareText, signsFor, type Day, type PartyId, type Said } from '../kernel/index.js';
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
  const { registered, registrations, placings, facts } = story;
  const [first] = placings;
  if (!registered || !first) return [];
  const spans: Writable<SideSpan>[] = [];
  let { party: kommun } = first;
  let region: PartyId | undefined;
  for (const turn of turnsOf(registrations, placings)) {
    kommun = turn.placer ?? kommun;
    region = turn.region ?? region;
    if (region) begin(spans, { kommun, region }, turn);
  }
  const held = spans.filter(({ from, until }) => from === null || from !== until);
  return withDefault(held, defaultRegionOf(registered, facts));
}

/** Where the sides are not those of before, these end, and others begin. */
function begin(
  spans: Writable<SideSpan>[],
  sides: Pick<SideSpan, 'kommun' | 'region'>,
  { from, said }: Pick<Turn, 'from' | 'said'>,
): void {
  const before = spans.at(-1);
  if (before?.region === sides.region && before.kommun === sides.kommun) return;
  if (before) before.until = from;
  spans.push({ from, until: null, ...sides, byDefault: null, begunBy: said });
}

/** A day from which one of the sides is another. */
interface Turn {
  readonly from: Day | null;
  readonly region?: PartyId;
  readonly placer?: PartyId;
  readonly said: Said<CaseFact>;
}

/** In order of days; where both turn on one, the case has moved in the end. */
function turnsOf(registrations: Story['registrations'], placings: Story['placings']): readonly Turn[] {
  const moves = placings.slice(1).map(({ from, party, said }): Turn => ({ from, placer: party, said }));
  const turns = registrations.map(({ from, region, said }): Turn => ({ from, region, said }));
  return moves.length === 0 ? turns : [...turns, ...moves].sort((a, b) => compareText(a.from ?? '', b.from ?? ''));
}

type Writable<T> = { -readonly [Field in keyof T]: T[Field] };

/** Until it became clear which region counts, another did: a stretch on which it became so is in two. */
function withDefault(spans: readonly SideSpan[], byDefault: DefaultRegion | null): readonly SideSpan[] {
  const until = byDefault?.until ?? null;
  if (!byDefault || until === null) return spans;
  return spans.flatMap((span) => {
    if (span.region === byDefault.region || (span.from !== null && span.from >= until)) return [span];
    const unclear = { ...span, byDefault };
    if (span.until !== null && span.until <= until) return [unclear];
    return [
      { ...unclear, until },
      { ...span, from: until },
    ];
  });
}

/** Who may sign for the region side on a stretch, where it is signed on a day. */
export function signsForRegion({ region, byDefault }: SideSpan, party: PartyId, signedOn: Day): boolean {
  if (signsFor(party, region)) return true;
  const isInTime = byDefault !== null && (byDefault.until === null || signedOn < byDefault.until);
  return isInTime && signsFor(party, byDefault.region);
}

/** A paper that principals stand behind. */
interface Paper {
  readonly writtenOn: Day;
  /** The first day that it is for. */
  readonly from: Day;
}

const FROM_THE_BEGINNING: ReadonlySet<CaseFact['type']> = new Set([
  'placement.registered',
  'placement.registrationEstablished',
]);

/**
 * Whom a paper was laid before: the principals of its days, as was known when it was written. Who became so by a later change, or
 * one that was told later, was not asked by it: H-005 "behövs en ny version av kostnadsfördelningen, och en ny ansvarslista".
 */
export function laidBefore(spans: readonly SideSpan[], { writtenOn, from: first }: Paper): ReadonlySet<PartyId> {
  const asked = spans.filter(
    ({ from, begunBy: { type, meta } }) =>
      from === null || FROM_THE_BEGINNING.has(type) || (from <= maxDay(writtenOn, first) && meta.saidOn <= writtenOn),
  );
  return new Set(asked.flatMap(({ kommun, region }) => [kommun, region]));
}

/** All who are principals on some day not before `from`, each once: they may sign. */
export function principalsFrom(spans: readonly SideSpan[], from: Day | null): readonly PartyId[] {
  const later = spans.filter(({ until }) => from === null || until === null || from < until);
  return [...new Set(later.flatMap(({ kommun, region }) => [kommun, region]))];
}
