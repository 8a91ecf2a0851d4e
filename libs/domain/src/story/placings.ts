/** Whose placement it is over time: the nämnd that registered it, then each kommun that has taken the case over (SoL 29:10–11). */
import { answerOf } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { type Standing } from '../saying/effective.js';
import { dayOf } from '../saying/fact-entries.js';
import {
  areOneLegalPerson,
  partyKind,
  speaksFor,
  type Day,
  type PartyId,
  type Said,
  type Uuid,
} from '../kernel/index.js';

type OfType<T extends CaseFact['type']> = Extract<Said<CaseFact>, { readonly type: T }>;
type Requested = OfType<'placement.caseTransferRequested'>;
type Answered = OfType<'placement.caseTransferAnswered'>;
type Decided = OfType<'placement.caseTransferDecided'>;

/** From a day on a kommun is the placing one. */
export interface Placing {
  /** null: from the beginning. */
  readonly from: Day | null;
  readonly party: PartyId;
  /** What made it so. */
  readonly said: OfType<'placement.registered'> | Answered | Decided;
  /** The request for the transfer; null of the one that registered the placement. */
  readonly request: Requested | null;
}

/** What has been said of transfers that work: what each says, of which request. */
interface Turn {
  readonly said: Answered | Decided;
  readonly request: Requested;
  readonly outcome: 'accepted' | 'refused';
}

/**
 * The kommuner that place, in order of days, the first from the beginning. S-019 "Ett ärende… får flyttas över till en annan
 * kommun": from the day of an answer that grants it, or of a decision; what falls before stays with the former. Of several
 * words on one transfer the newest counts from its own day, so that a court may give the case back. What a kommun has asked
 * for that no longer has the case moves nothing.
 */
export function placingsOf(
  registered: OfType<'placement.registered'>,
  facts: readonly Said<CaseFact>[],
  chains: readonly Standing<CaseFact>[],
): readonly Placing[] {
  const placings: Placing[] = [{ from: null, party: registered.meta.party, said: registered, request: null }];
  for (const turn of turnsIn(facts, chains)) {
    const next = nextPlacing(placings.at(-1), turn);
    if (next) placings.push(next);
  }
  if (placings.length === 1) return placings;
  return placings.filter(({ from }, at) => from === null || from !== placings[at + 1]?.from);
}

/** Granted to one that asked and has the case: the other's. Refused after it was granted: back where it was. */
function nextPlacing(now: Placing | undefined, { said, request, outcome }: Turn): Placing | null {
  const from = dayOf(said);
  const asks = request.meta.party;
  if (outcome === 'accepted') return now?.party === asks ? { from, party: request.data.toKommun, said, request } : null;
  return now?.request === request ? { from, party: asks, said, request: null } : null;
}

const NONE: readonly never[] = [];

function turnsIn(facts: readonly Said<CaseFact>[], chains: readonly Standing<CaseFact>[]): readonly Turn[] {
  const requests = requestsIn(facts);
  if (!requests) return NONE;
  return facts.flatMap((said): readonly Turn[] => {
    if (!isWord(said)) return NONE;
    const request = requests.get(said.data.transferId);
    if (!request || !works(said, request, { facts, chains })) return NONE;
    return [{ said, request, outcome: 'answer' in said.data ? said.data.answer : said.data.outcome }];
  });
}

const isWord = (fact: Said<CaseFact>): fact is Answered | Decided =>
  fact.type === 'placement.caseTransferAnswered' || fact.type === 'placement.caseTransferDecided';

/** By transfer; null where nobody has asked for any: most cases never move. */
function requestsIn(facts: readonly Said<CaseFact>[]): ReadonlyMap<Uuid, Requested> | null {
  let requests: Map<Uuid, Requested> | null = null;
  for (const fact of facts) {
    if (fact.type !== 'placement.caseTransferRequested') continue;
    requests ??= new Map();
    if (!requests.has(fact.data.transferId)) requests.set(fact.data.transferId, fact);
  }
  return requests;
}

interface Told {
  readonly facts: readonly Said<CaseFact>[];
  readonly chains: readonly Standing<CaseFact>[];
}

/** What is decided is told, and is no answer: it works. */
const works = (said: Answered | Decided, request: Requested, told: Told): boolean =>
  said.type === 'placement.caseTransferDecided' || answersRequest(said, request, told);

/**
 * H-004 "Ett svar på något som den som sade det… har ersatt har ingen verkan": nor has one of a kommun that by now is not the one
 * asked.
 */
export const answersRequest = (
  answered: Answered,
  { data: { toKommun } }: Requested,
  { facts, chains }: Told,
): boolean =>
  answersForKommun(answered.meta.party, toKommun) && answerOf<CaseFact>(answered, chains, facts)?.undone === null;

/** Who may answer for a kommun that is asked. SoL 4:4: what is Gotland's kommun's to say, its region may say. */
export const answersForKommun = (party: PartyId, kommun: PartyId): boolean =>
  speaksFor(party, kommun) || (areOneLegalPerson([party, kommun]) && partyKind(party) !== partyKind(kommun));

/** The one that places on a day. */
export function placingOn(placings: readonly Placing[], day: Day): Placing {
  const holding = placings.findLast(({ from }) => from === null || from <= day);
  if (!holding) throw new Error('a registered placement has a kommun that places');
  return holding;
}

/** A kommun that places, and until when. */
export interface PlacingSpan extends Placing {
  /** The first day of the next. */
  readonly until: Day | null;
}

/** The days of each that places. */
export const placingSpans = (placings: readonly Placing[]): readonly PlacingSpan[] =>
  placings.map(({ from, party, said, request }, at) => ({
    from,
    party,
    said,
    request,
    until: placings[at + 1]?.from ?? null,
  }));
