/** The timeline of a case: every message and everything the hub said, in the order it became known. */
import { type Entry, type RecordedFact } from '#cases';
import { ownDate, standings, type CaseFact, type Day, type PartyId, type Said, type Uuid } from '#domain';

/** What of a message may not be shown to the one who asks. */
export interface Withheld {
  readonly pointer: string;
  readonly reason: 'personalDataOfAnother';
}

/** A message as it may be shown: `withheld` names what is left out. */
export interface ShownData {
  readonly data: unknown;
  readonly withheld: readonly Withheld[];
}

/** Both forms of one recorded fact: whole, and with nothing of what is sealed. */
export interface TwoForms {
  readonly whole: RecordedFact;
  readonly closed: RecordedFact;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object';

/** `whole` without every place where `closed` differs from it. */
function reduced(whole: unknown, closed: unknown, pointer: string, withheld: Withheld[]): unknown {
  if (!isObject(whole) || !isObject(closed)) {
    if (whole === closed) return whole;
    withheld.push({ pointer, reason: 'personalDataOfAnother' });
    return undefined;
  }
  if (Array.isArray(whole))
    return whole.map((inner, i) => reduced(inner, (closed as unknown as unknown[])[i], `${pointer}/${i}`, withheld));
  const shown = Object.entries(whole).map(([key, inner]) => [
    key,
    reduced(inner, closed[key], `${pointer}/${key}`, withheld),
  ]);
  return Object.fromEntries(shown.filter(([, inner]) => inner !== undefined));
}

/** A message's data as `mayShow` allows: whole, or without identity and free text. */
export function shownData({ whole, closed }: TwoForms, mayShow: boolean): ShownData {
  if (mayShow) return { data: whole.said.data, withheld: [] };
  const withheld: Withheld[] = [];
  const data = reduced(whole.said.data, closed.said.data, '/data', withheld);
  return { data, withheld };
}

/** What became of a message since: replaced by a correction, or taken back. */
function fates(facts: readonly Said<CaseFact>[]): ReadonlyMap<Uuid, Json> {
  const fate = new Map<Uuid, Json>();
  for (const { original, current, annulment } of standings(facts)) {
    if (annulment) fate.set(original.meta.eventId, { annulledBy: annulment.meta.eventId });
    else if (current && current.meta.eventId !== original.meta.eventId)
      fate.set(original.meta.eventId, { correctedBy: current.meta.eventId });
  }
  return fate;
}

/** Who said an entry, and from which day it counts. */
function ofFact({ said }: RecordedFact): Json {
  const { party, messageId, source, time, corrects } = said.meta;
  const counts = ownDate(said as Said<CaseFact>);
  return {
    ...{ by: party, messageId, source, time },
    ...(counts === null ? {} : { on: counts }),
    ...(corrects === undefined ? {} : { corrects }),
  };
}

export interface TimelineParts {
  readonly entries: readonly Entry[];
  /** The data of a message as the one who asks may see it, by event id. */
  readonly shown: (eventId: Uuid, publisher: PartyId) => ShownData;
  /** Only what counts on the day: a message from its own date, what the hub said from the day it said so. */
  readonly asOf: Day;
  readonly dayOf: (entry: Entry) => Day;
}

/** The entries of a timeline. */
export function timelineEntries({ entries, shown, asOf, dayOf }: TimelineParts): readonly Json[] {
  const fate = fates(entries.flatMap((entry) => (entry.kind === 'fact' ? [entry.said as Said<CaseFact>] : [])));
  return entries.flatMap((entry): readonly Json[] => {
    const { place } = entry;
    if (dayOf(entry) > asOf) return [];
    const head = { position: place.position, eventId: place.eventId, type: place.type, recordedAt: place.recordedAt };
    if (entry.kind === 'derived') return [{ ...head, by: 'hub', data: entry.derived.data, why: entry.derived.why }];
    const { data, withheld } = shown(place.eventId, entry.said.meta.party);
    return [
      { ...head, ...ofFact(entry), ...fate.get(place.eventId), data, ...(withheld.length > 0 ? { withheld } : {}) },
    ];
  });
}
