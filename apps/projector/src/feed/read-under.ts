/** What a recipient has read by a ground that no longer holds, from the ledger: for whom a recall tells of it (B4, A-041). */
import { type RecordedAccess, type RecordedItem } from '#access';
import { subjectOf, type AssessedAs, type Entry, type RecordedSaying } from '#cases';
import {
  controllerOf,
  covers,
  disclosedBy,
  isTo,
  personOf,
  subjectText,
  type Derived,
  type DerivedData,
  type DisclosureClass,
  type Instant,
  type PartyId,
  type StreamCategory,
} from '#domain';
import { type EventLog, type Position } from '#event-log';
import { type ReadLedger } from '../views/entered.js';

/** Reads that a recall lists at most, the first of them. */
export const READS_MAX = 1_000;
/** Entries that are looked through at a time. */
const PAGE = 1_000;

/** Something that was shown by the ground. The ledger holds which classes of which subject were, and no pointers. */
export interface ReadUnder {
  readonly readAt: Instant;
  readonly hubTime?: Instant;
  /** Up to where the grounds were read when it was shown. */
  readonly position: Position;
  readonly subject: string;
  readonly classes: readonly DisclosureClass[];
}

type Recalled = DerivedData['disclosureRecalled'];

/** What is said of a ground that is recalled from this recipient, or from what it is a part of; null where something else is said. */
export function recalledFrom(derived: Derived, party: PartyId): Recalled | null {
  if (!derived.type.endsWith('.disclosureRecalled')) return null;
  const said = disclosedBy(derived) as Recalled | null;
  return said && isTo(said, party) ? said : null;
}

/** A recall, as it stands in its stream. */
export interface Recall {
  readonly entry: RecordedSaying;
  readonly recalled: Recalled;
  /** Who asks: the recipient, or a part of it. */
  readonly party: PartyId;
}

export interface ReadUnderDeps {
  readonly ledger: Pick<ReadLedger, 'readsOf'>;
  readonly log: Pick<EventLog, 'compare'>;
}

/**
 * What a party was shown by that ground from when it was said to open something until it was recalled, in the order of its
 * authority's ledger: to a region with its units, to a unit its own. At most `READS_MAX`. Fault: `LedgerUnavailable`.
 */
export async function readUnder<C extends StreamCategory>(
  { ledger, log }: ReadUnderDeps,
  { opened }: AssessedAs<C>,
  { entry, recalled, party }: Recall,
): Promise<readonly ReadUnder[]> {
  const person = personOf(opened.category, opened.facts);
  const from = widenedAt(opened.entries, recalled);
  if (person === null || from === undefined) return [];
  const subjects = new Set(opened.entries.map((one) => subjectText(subjectOf(one))));
  const isOfGround = byGround(recalled, entry);
  const isUnder = (item: RecordedItem): boolean => isOfGround(item) && subjects.has(subjectText(item.subject));
  const isMeanwhile = ({ position }: RecordedAccess): boolean =>
    log.compare(from, position) <= 0 && log.compare(position, entry.place.position) < 0;
  const found: ReadUnder[] = [];
  let after: number | null = 0;
  while (after !== null && found.length < READS_MAX) {
    const page = await ledger.readsOf({ controller: controllerOf(party), person, after, limit: PAGE });
    const own = page.reads.filter((read) => covers(party, read.who.party as PartyId) && isMeanwhile(read));
    for (const read of own) found.push(...read.items.filter(isUnder).map(shownIn(read)));
    after = page.next;
  }
  return found.slice(0, READS_MAX);
}

/** Where it was first said that the ground opens something. */
function widenedAt(entries: readonly Entry[], { disclosureId }: Recalled): Position | undefined {
  const isWidened = (one: Entry): boolean =>
    one.kind === 'derived' &&
    one.place.type.endsWith('.disclosureWidened.v1') &&
    disclosedBy(one.derived)?.disclosureId === disclosureId;
  return entries.find(isWidened)?.place.position;
}

/** One that has an id is known by it; a consent to a SIP, and one that a message names for itself, by its section. */
function byGround({ groundId, discloser }: Recalled, { derived }: RecordedSaying): (item: RecordedItem) => boolean {
  const section = derived.why.statute?.section;
  return ({ of, ground }) => {
    if (ground === null || (discloser !== undefined && of !== discloser)) return false;
    return groundId === undefined
      ? ground.groundId === undefined && ground.statute.section === section
      : ground.groundId === groundId;
  };
}

const shownIn =
  ({ readAt, hubTime, position }: RecordedAccess) =>
  ({ subject, classes }: RecordedItem): ReadUnder => ({
    ...{ readAt, position, subject: subjectText(subject), classes },
    ...(hubTime === undefined ? {} : { hubTime }),
  });
