/** The timeline of a stream: every message and everything the hub said, in the order it became known. */
import { factsIn, subjectOf, type Entry, type RecordedFact, type RecordedSaying } from '#cases';
import {
  fieldsOfSaid,
  ownDate,
  standings,
  type Day,
  type Fact,
  type Meta,
  type Said,
  type Uuid,
  type WhatIsShown,
  type Withheld,
} from '#domain';

import { type Showing } from './showing.js';

type Json = Readonly<Record<string, unknown>>;

/** What became of a message since: replaced by a correction, or taken back. */
export function fates(facts: readonly Said<Fact>[]): ReadonlyMap<Uuid, Json> {
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
  readonly show: Showing;
  /** Only what counts on the day: a message from its own date, what the hub said from the day it said so. */
  readonly asOf: Day;
  readonly dayOf: (entry: Entry) => Day;
}

/** The entries of a timeline. */
export function timelineEntries({ entries, show, asOf, dayOf }: TimelineParts): readonly Json[] {
  const fate = fates(factsIn(entries));
  return entries.flatMap((entry): readonly Json[] => {
    if (dayOf(entry) > asOf) return [];
    const { position, eventId, type, recordedAt } = entry.place;
    const content = contentOf(entry, fate, show);
    return content === null ? [] : [{ position, eventId, type, recordedAt, ...content }];
  });
}

/** Pointers are from the entry on. */
const inEntry = (withheld: readonly Withheld[]): readonly Withheld[] =>
  withheld.map(({ pointer, ...why }) => ({ pointer: `/data${pointer}`, ...why }));

/** A message as far as it is shown: thin, it says whose it is and when it was said, and nothing of what; null where it is not there. */
function ofMessage(entry: RecordedFact, shown: WhatIsShown): Json | null {
  switch (shown.outcome) {
    case 'full':
      return { ...ofFact(entry), data: shown.value };
    case 'reduced':
      return { ...ofFact(entry), data: shown.value, withheld: inEntry(shown.withheld) };
    case 'thin':
      return { ...ofMeta(entry.said.meta), withheld: inEntry(shown.withheld) };
    case 'gone':
      return null;
  }
}

/** What the hub said: with its why, or only that it was said; null where it is not there for whom asks, and is not said to it. */
function ofSaid(entry: RecordedSaying, show: Showing): Json | null {
  const { data, why } = entry.derived;
  const subject = subjectOf(entry);
  const shown = show.part({ subject, value: { data, why }, fields: fieldsOfSaid(entry.derived) });
  switch (shown.outcome) {
    case 'full':
    case 'reduced':
      return { by: 'hub', ...shown.value };
    case 'thin':
      return { by: 'hub', withheld: shown.withheld };
    case 'gone':
      return show.saidTo(entry.derived) ? { by: 'hub', data, why } : null;
  }
}

/** What an entry shows beside where it stands; of one that is erased, who said it and when. */
export function contentOf(entry: Entry, fate: ReadonlyMap<Uuid, Json>, show: Showing): Json | null {
  switch (entry.kind) {
    case 'fact': {
      const content = ofMessage(entry, show.message(entry));
      return content && { ...content, ...fate.get(entry.place.eventId) };
    }
    case 'derived':
      return show.hears(entry.derived) ? ofSaid(entry, show) : null;
    case 'erasedFact':
      return { ...ofMeta(entry.meta), ...correcting(entry.meta), erased: true };
    case 'erasedDerived':
      return { by: 'hub', erased: true };
    case 'erasure':
      return { by: 'hub', data: { controller: entry.owner } };
  }
}
