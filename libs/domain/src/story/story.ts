/** A case read as of a day: the facts that count by then, who stands on which side, and the agreement that judges. */
import { agreementInForce, judgedUnder, type JudgingAgreement } from './in-force.js';
import { streamNamed, type Day, type NameUuid, type Said, type Uuid } from '../kernel/index.js';
import { type Judging } from '../rules/index.js';
import { type CaseFact, type Case, type Surroundings } from '../saying/case.js';
import { inCanonicalOrder, standings, type Standing } from '../saying/effective.js';
import { countsAmong } from '../saying/answers.js';
import { maxDay } from '../calendar/index.js';
import { placingOn, placingsOf, type Placing } from './placings.js';
import { registrationsOf, type Registration } from './registration.js';
import { takenBackFrom } from './taken-back.js';

type TypeOf = CaseFact['type'];
/** The facts of one type. */
export type FactOf<T extends TypeOf> = Said<Extract<CaseFact, { readonly type: T }>>;

/** A case is judged by the agreement of its story. */
export interface Story extends Judging {
  readonly placementId: Uuid;
  /** The facts that count as of the day, in canonical order. */
  readonly facts: readonly Said<CaseFact>[];
  /** Every message that has been said with what became of it, whenever it counts from: what an answer is to is told by it. */
  readonly chains: readonly Standing<CaseFact>[];
  /** Own dates after `asOf`, ascending: when more facts begin to count, or one is told of that has been taken back. */
  readonly later: readonly Day[];
  readonly registered: FactOf<'placement.registered'> | null;
  /** Set where the registration has been taken back: the case is closed and nothing is due. */
  readonly annulled: {
    readonly registered: FactOf<'placement.registered'>;
    readonly on: Day;
    readonly eventId: Uuid;
  } | null;
  /** Where the person is registered, over time; the last one that begins no later than a day holds on it. */
  readonly registrations: readonly Registration[];
  /** The kommuner that place, over time; the last one holds on the story's day. Empty before anything is registered. */
  readonly placings: readonly Placing[];
  /**
   * The agreement that judges the placement on the story's day: of the kommun that places, in force on its start, until then
   * on its planned start; of one that has taken the case over since, on that day.
   */
  readonly agreement: JudgingAgreement | null;
  readonly surroundings: Surroundings;
}

/** The case's stream, by its placement's uuid. */
export const caseStream = (placementId: Uuid): string => streamNamed('case', placementId);

/** The facts of a case as they stand, whatever day is asked about: read once for as many days as are asked about. */
export interface StandingFacts {
  readonly placementId: Uuid;
  readonly chains: Story['chains'];
  /** Those that stand, in canonical order, each with the day from which it counts; null: always. */
  readonly counting: readonly { readonly fact: Said<CaseFact>; readonly from: Day | null }[];
  /** From when what has been taken back is told of as that. */
  readonly takenBackOn: readonly Day[];
}

/** What stands of the facts of a case. Pure: the same facts in any order of arrival stand alike. */
export function standingFacts({ placementId, facts }: Case): StandingFacts {
  const chains = standings(facts);
  const standing = inCanonicalOrder(chains.flatMap(({ current }) => current ?? []));
  return {
    placementId,
    chains,
    counting: standing.map((fact) => ({ fact, from: countsAmong<CaseFact>(fact, chains, standing) })),
    takenBackOn: takenBackFrom(chains),
  };
}

/** What was read of facts that are kept, by the list of them: it is never written to, and goes when they go. */
const readBefore = new WeakMap<Case['facts'], StandingFacts>();

/** The same, read once of facts that are kept: of a case that is much spoken of many days are asked about. */
function standingOf(theCase: Case): StandingFacts {
  const before = readBefore.get(theCase.facts);
  if (before?.placementId === theCase.placementId) return before;
  const standing = standingFacts(theCase);
  readBefore.set(theCase.facts, standing);
  return standing;
}

/** The last story of facts that are kept: what holds on a day and who may see it are told from the same. */
const toldLast = new WeakMap<StandingFacts, Story>();

/** Everything said up to and counting on `asOf`. Pure: the same facts in any order of arrival give the same story. */
export function storyOf(theCase: Case, surroundings: Surroundings, asOf: Day, name: NameUuid): Story {
  const standing = standingOf(theCase);
  const last = toldLast.get(standing);
  if (last?.asOf === asOf && last.surroundings === surroundings && last.name === name) return last;
  const story = storyOn(standing, surroundings, asOf, name);
  toldLast.set(standing, story);
  return story;
}

/** The same of facts that have been read already. */
export function storyOn(standing: StandingFacts, surroundings: Surroundings, asOf: Day, name: NameUuid): Story {
  const { placementId, chains } = standing;
  const { facts, later } = countingOn(asOf, standing);
  const registered = only(facts, 'placement.registered');
  const placings = registered ? placingsOf(registered, facts, chains) : [];
  const agreement = agreementOf({ facts, registered, surroundings }, placings.at(-1));
  return {
    placementId,
    stream: caseStream(placementId),
    asOf,
    facts,
    chains,
    later,
    registered,
    annulled: annulledRegistration(chains),
    registrations: registered ? registrationsOf(registered, facts) : [],
    placings,
    agreement,
    judgedBy: judgedUnder(agreement),
    surroundings,
    name,
  };
}

/** The agreement of a kommun that places: in force on the placement's start, or on the day it took the case over where that is later. */
function agreementOf(
  { facts, registered, surroundings }: Pick<Story, 'facts' | 'registered' | 'surroundings'>,
  placing: Placing | undefined,
): JudgingAgreement | null {
  if (!registered || !placing) return null;
  const startsOn = last(facts, 'placement.started')?.data.startedOn ?? registered.data.plannedFrom;
  return agreementInForce(
    surroundings,
    placing.party,
    placing.from === null ? startsOn : maxDay(startsOn, placing.from),
  );
}

/** The story as what falls on a day is judged: by the agreement of the kommun that placed on it. The same story where only one has. */
export function judgingOn(story: Story, day: Day): Story {
  if (story.placings.length < 2) return story;
  const placing = placingOn(story.placings, day);
  if (placing === story.placings.at(-1)) return story;
  const agreement = agreementOf(story, placing);
  return { ...story, agreement, judgedBy: judgedUnder(agreement) };
}

/** The facts that count by a day, and the later days from which the others do. */
function countingOn(asOf: Day, { counting, takenBackOn }: StandingFacts): Pick<Story, 'facts' | 'later'> {
  const facts: Said<CaseFact>[] = [];
  const later = takenBackOn.filter((day) => day > asOf);
  for (const { fact, from } of counting) {
    if (from === null || from <= asOf) facts.push(fact);
    else if (!later.includes(from)) later.push(from);
  }
  return { facts, later: later.sort() };
}

function annulledRegistration(all: ReturnType<typeof standings<CaseFact>>): Story['annulled'] {
  for (const { original, annulment } of all) {
    if (original.type !== 'placement.registered' || !annulment) continue;
    return { registered: original, on: annulment.meta.saidOn, eventId: annulment.meta.eventId };
  }
  return null;
}

const NONE: readonly never[] = [];

/** The facts of one type, in canonical order. A case is some tens of facts: a scan is cheaper than an index of them. */
export function factsOf<T extends TypeOf>(facts: readonly Said<CaseFact>[], type: T): readonly FactOf<T>[] {
  let found: FactOf<T>[] | null = null;
  for (const fact of facts) if (fact.type === type) (found ??= []).push(fact as FactOf<T>);
  return found ?? NONE;
}

/** The last fact of one type: the one that holds where several contradict each other. */
export function last<T extends TypeOf>(facts: readonly Said<CaseFact>[], type: T): FactOf<T> | null {
  for (let at = facts.length - 1; at >= 0; at -= 1) {
    const fact = facts[at];
    if (fact?.type === type) return fact as FactOf<T>;
  }
  return null;
}

/** The fact of a type that is said once: the last, if a concurrent second got in. */
const only = last;
