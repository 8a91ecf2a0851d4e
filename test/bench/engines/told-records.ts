/** What parties send over Kafka in one round of the bench: cases told step by step, each step of a case in a round of its own. */
import { type PartyId } from '#domain';
import { partyOfSource } from '#contracts';
import { KOMMUN, REGION, caseOf, type WireEvent } from '../cases.js';
import { seeded } from '../seeded.js';

export const PARTIES = [KOMMUN, REGION].map((party) => partyOfSource(`/party/${party}`));
export const PARTITIONS = 3;
/** The share of records that come twice. */
export const REPEATS = 0.1;
const FIRST_SEED = 50_000_000;
const CASES_BETWEEN_REPEATS = 50;

export interface ToldRecord {
  readonly party: PartyId;
  readonly partition: number;
  readonly key: string;
  readonly value: Buffer;
  /** By which its receipt is known: subject and id. */
  readonly name: string;
}

export const nameOf = (event: { readonly subject: unknown; readonly id: unknown }): string =>
  `${String(event.subject)} ${String(event.id)}`;

export interface Telling {
  /** As many new cases begin, all that are open tell their next step; a share of the records comes twice. */
  readonly next: (cases: number, repeats?: number) => readonly ToldRecord[];
}

/**
 * Cut where the region speaks: topics of different parties keep no order between them, so what the region answers to is
 * told in the round before. In the log then lies what would lie there had the parties spoken over weeks.
 */
export function stepsOf(events: readonly WireEvent[]): readonly (readonly WireEvent[])[] {
  const steps: WireEvent[][] = [[]];
  for (const event of events) {
    if (partyOfSource(event.source) === REGION) steps.push([]);
    steps.at(-1)?.push(event);
  }
  return steps;
}

/** Rounds in which a case is told: after so many rounds each round is like the next. */
export const ROUNDS_PER_CASE = stepsOf(caseOf(FIRST_SEED).acts.flat()).length;

/** The tellings of one run meet different cases, by their number. */
export function telling(number: number): Telling {
  let seed = FIRST_SEED + number * 1_000_000;
  let open: (readonly (readonly WireEvent[])[])[] = [];
  return {
    next: (cases, repeats = REPEATS) => {
      const begun = Array.from({ length: cases }, () => stepsOf(caseOf(seed++).acts.flat()));
      open = [...open, ...begun].filter((steps) => steps.length > 0);
      const records = sideBySide(open.map(([step = []]) => step)).map(recordOf);
      open = open.map((steps) => steps.slice(1));
      return withRepeats(records, repeats, seed);
    },
  };
}

/** The first of each case, then the second of each: nothing of a case follows at once on what was before it. */
function sideBySide(steps: readonly (readonly WireEvent[])[]): readonly WireEvent[] {
  const longest = Math.max(0, ...steps.map((events) => events.length));
  return Array.from({ length: longest }, (_, at) => steps.flatMap((events) => events.slice(at, at + 1))).flat();
}

function recordOf(event: WireEvent): ToldRecord {
  const key = event.subject.slice(event.subject.indexOf('/') + 1);
  return {
    party: partyOfSource(event.source),
    // A case is always told in the same partition, whatever way it is chosen: its ids are random.
    partition: parseInt(key.slice(0, 6), 16) % PARTITIONS,
    key,
    value: Buffer.from(JSON.stringify(event)),
    name: nameOf(event),
  };
}

function withRepeats(records: readonly ToldRecord[], share: number, seed: number): readonly ToldRecord[] {
  const random = seeded(seed);
  const late: ToldRecord[] = [];
  const all = records.flatMap((record) => {
    if (random.next() < share) late.push(record);
    const again = late.length > CASES_BETWEEN_REPEATS ? late.shift() : undefined;
    return again ? [record, again] : [record];
  });
  return [...all, ...late];
}
