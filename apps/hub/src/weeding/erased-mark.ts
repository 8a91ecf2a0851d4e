/** By what an entry of the hub's own state is known to be of what is erased: whose, of which streams, of whom. */
import { openStream, subjectOf, type OpenDeps, type OpenedStream } from '#cases';
import { type StreamName } from '#contracts';
import { controllerOf, type Fact, type Instant, type PartyId, type Uuid } from '#domain';
import { type HeldEntry, type IsToErase } from '../state/held-entry.js';
import { type Erasure } from './erasures.js';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Between the digits of a number as people write it. */
const BETWEEN_DIGITS = /(?<=\d)[^\p{L}\p{N}]{1,3}(?=\d)/gu;
/** The last ten digits of a number: as it is written without its century. */
const WITHOUT_CENTURY = -10;

export interface ErasedMark {
  readonly controller: PartyId;
  /** What came later is of a new matter. */
  readonly until: Instant;
  readonly streams: ReadonlySet<StreamName>;
  /** Of the person, and of all that was spoken of in the streams. */
  readonly ids: ReadonlySet<string>;
  /** Of the person, without its century; none once their keys are destroyed. */
  readonly numbers: readonly string[];
}

/** That of an erasure, from what its streams hold: to be had before their keys are destroyed. Faults: those of the log and the keys. */
export async function erasedMark(
  deps: OpenDeps,
  erasure: Pick<Erasure, 'controller' | 'person' | 'streams' | 'erasedAt'>,
): Promise<ErasedMark> {
  const { controller, person, streams, erasedAt } = erasure;
  const ids = new Set<string>([person]);
  const numbers = new Set<string>();
  for (const stream of streams) {
    const opened = await openStream(deps, stream, { want: 'show' });
    for (const entry of opened.entries) ids.add(subjectOf(entry).id);
    for (const number of numbersIn(opened, person)) numbers.add(number);
  }
  return { controller, until: erasedAt, streams: new Set(streams), ids, numbers: [...numbers] };
}

interface OfAPerson {
  readonly person?: {
    readonly personId?: Uuid;
    readonly identity?: { readonly personnummer?: string; readonly samordningsnummer?: string };
  };
}

function numbersIn(opened: OpenedStream, person: Uuid): readonly string[] {
  return (opened.facts as readonly Fact[]).flatMap(({ data }) => {
    const told = (data as OfAPerson).person;
    if (told?.personId !== person) return [];
    const { personnummer, samordningsnummer } = told.identity ?? {};
    return [personnummer, samordningsnummer].flatMap((number) => digitsOf(number ?? ''));
  });
}

/** None of what is no number: an empty one would be found in anything. */
function digitsOf(number: string): readonly string[] {
  const digits = number.replace(/\D/g, '').slice(WITHOUT_CENTURY);
  return digits.length === -WITHOUT_CENTURY ? [digits] : [];
}

/**
 * Whether an entry is of one of these: of the same authority, come before it was erased, and waiting on an erased stream, or
 * refused or answered with an id or a number of it. What waits on another stream is of a new matter, whoever it names.
 */
export function isMarked(marks: readonly ErasedMark[]): IsToErase {
  return (entry) => {
    const own = marks.filter((mark) => isOwn(mark, entry));
    if (own.length === 0) return false;
    const { stream } = entry;
    if (stream !== null) return own.some(({ streams }) => streams.has(stream));
    const text = entry.text().toLowerCase();
    const ids = new Set(text.match(UUID));
    const digits = text.replace(BETWEEN_DIGITS, '');
    return own.some(
      (mark) => [...mark.ids].some((id) => ids.has(id)) || mark.numbers.some((number) => digits.includes(number)),
    );
  };
}

const isOwn = ({ controller, until }: ErasedMark, { party, cameAt }: HeldEntry): boolean =>
  controllerOf(party) === controller && (cameAt === null || cameAt <= until);
