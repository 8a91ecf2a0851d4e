/** The timeline of a stream: every message and everything the hub said, in the order it became known. */
import { type Entry, type RecordedFact } from '#cases';
import { ownDate, standings, type Day, type Fact, type Meta, type Said, type Uuid } from '#domain';

/** What of a message may not be shown to the one who asks. */
export interface Withheld {
  readonly pointer: string;
  readonly reason: 'personalDataOfAnother' | 'protectedPerson';
}

/** A message as it may be shown: `withheld` names what is left out. */
export interface ShownData {
  readonly data: unknown;
  readonly withheld: readonly Withheld[];
}

/** Both forms of the data of one recorded fact: whole, and with nothing of what is identity or free text. */
export interface TwoForms {
  readonly whole: object;
  readonly closed: object;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object';

/**
 * `whole` without every place where `closed` differs from it: a field is left out, an element of a list stands as null, so
 * that the others keep the numbers that pointers name them by.
 */
function reduced(whole: unknown, closed: unknown, pointer: string, withheld: Withheld[]): unknown {
  if (!isObject(whole) || !isObject(closed)) {
    if (whole === closed) return whole;
    withheld.push({ pointer, reason: 'personalDataOfAnother' });
    return undefined;
  }
  if (Array.isArray(whole))
    return whole.map(
      (inner, i) => reduced(inner, (closed as unknown as unknown[])[i], `${pointer}/${i}`, withheld) ?? null,
    );
  const shown = Object.entries(whole).map(([key, inner]) => [
    key,
    reduced(inner, closed[key], `${pointer}/${key}`, withheld),
  ]);
  return Object.fromEntries(shown.filter(([, inner]) => inner !== undefined));
}

/** A message's data as `mayShow` allows: whole, or without identity and free text. */
export function shownData({ whole, closed }: TwoForms, mayShow: boolean): ShownData {
  if (mayShow) return { data: whole, withheld: [] };
  const withheld: Withheld[] = [];
  const data = reduced(whole, closed, '/data', withheld);
  return { data, withheld };
}

/** What became of a message since: replaced by a correction, or taken back. */
function fates(facts: readonly Said<Fact>[]): ReadonlyMap<Uuid, Json> {
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
  const counts = ownDate(said);
  return { ...ofMeta(said.meta), ...(counts === null ? {} : { on: counts }), ...correcting(said.meta) };
}

function ofMeta({ party, messageId, source, time }: Meta): Json {
  return { by: party, messageId, source, time };
}

function correcting({ corrects }: Meta): Json {
  return corrects === undefined ? {} : { corrects };
}

export interface TimelineParts {
  readonly entries: readonly Entry[];
  /** The data of a message as the one who asks may see it. */
  readonly shown: (fact: RecordedFact) => ShownData;
  /** Only what counts on the day: a message from its own date, what the hub said from the day it said so. */
  readonly asOf: Day;
  readonly dayOf: (entry: Entry) => Day;
}

/** The entries of a timeline. */
export function timelineEntries({ entries, shown, asOf, dayOf }: TimelineParts): readonly Json[] {
  const fate = fates(entries.flatMap((entry) => (entry.kind === 'fact' ? [entry.said] : [])));
  return entries.flatMap((entry): readonly Json[] => {
    if (dayOf(entry) > asOf) return [];
    const { position, eventId, type, recordedAt } = entry.place;
    return [{ position, eventId, type, recordedAt, ...contentOf(entry, fate, shown) }];
  });
}

/** What an entry shows beside where it stands; of one that is erased, who said it and when. */
function contentOf(entry: Entry, fate: ReadonlyMap<Uuid, Json>, shown: TimelineParts['shown']): Json {
  switch (entry.kind) {
    case 'fact': {
      const { data, withheld } = shown(entry);
      const what = { ...fate.get(entry.place.eventId), data, ...(withheld.length > 0 ? { withheld } : {}) };
      return { ...ofFact(entry), ...what };
    }
    case 'derived':
      return { by: 'hub', data: entry.derived.data, why: entry.derived.why };
    case 'erasedFact':
      return { ...ofMeta(entry.meta), ...correcting(entry.meta), erased: true };
    case 'erasedDerived':
      return { by: 'hub', erased: true };
    case 'erasure':
      return { by: 'hub', data: { controller: entry.owner } };
  }
}
