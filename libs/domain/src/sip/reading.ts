/** A SIP read as of a day: the facts that count by then, whom it is about, who takes part, and the agreement that judges. */
import { type Named, namesTakenBack } from '../saying/names.js';
import { type SipRead, type Surroundings } from '../saying/case.js';
import { inCanonicalOrder, standings, type Standing } from '../saying/effective.js';
import { ownDate } from '../saying/fact-entries.js';
import { type Day, type NameUuid, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { reaches, type Judging } from '../rules/index.js';
import { agreementHeard, agreementInForce, judgedUnder, type JudgingAgreement } from '../story/in-force.js';
import { settingsUnder, wordsUnder } from '../agreement/facts/packs.js';
import { type PackSettings, type PackWords } from '../agreement/facts/pack.js';
import { type SipFact } from './facts/sip.js';

export type SipFactOf<T extends SipFact['type']> = Said<Extract<SipFact, { readonly type: T }>>;

/** By what a SIP begins: that it was considered, or that the need was seen. */
export type Opening = SipFactOf<'sip.considered' | 'sip.needIdentified'>;

/** What stands of a SIP, whatever day is asked about. */
export interface StandingSip extends Named<SipFact> {
  readonly sipId: Uuid;
  readonly stream: string;
  /** The first word of it; null before anything is said, and where all such words are taken back. */
  readonly opening: Opening | null;
  /** Set where the word that opened it was taken back: the uuid is not used again. */
  readonly annulled: { readonly opening: Opening; readonly by: Said<SipFact> } | null;
  /** The agreement in force for its opener on the day it was opened (D7: else the terms without agreement). */
  readonly agreement: JudgingAgreement | null;
  readonly settings: PackSettings;
  /** In whose words what is found is told, which may be those of an agreement that judges no placements; and where that stands. */
  readonly words: PackWords;
  readonly heard: NonNullable<Judging['judgedBy']['readFrom']>;
}

/** A SIP as of a day; it is judged by the agreement of whoever opened it. */
export interface SipReading extends Judging {
  readonly sip: StandingSip;
  /** The facts that count as of the day, in canonical order. */
  readonly facts: readonly Said<SipFact>[];
  /** Own dates after the day, ascending: when more facts begin to count. */
  readonly later: readonly Day[];
  readonly opening: Opening;
  readonly need: SipFactOf<'sip.needIdentified'> | null;
  readonly personId: Uuid;
  /** The day the person turns eighteen; null where no birth date is told, or it is erased. */
  readonly ofAgeOn: Day | null;
}

/** The facts of one type, in canonical order. */
export function sipFactsOf<T extends SipFact['type']>(
  facts: readonly Said<SipFact>[],
  type: T,
): readonly SipFactOf<T>[] {
  return facts.filter((fact): fact is SipFactOf<T> => fact.type === type);
}

const isOpening = (fact: Said<SipFact>): fact is Opening =>
  fact.type === 'sip.considered' || fact.type === 'sip.needIdentified';

/** Pure: the same facts in any order of arrival stand alike. */
export function standingSip({ sipId, stream, facts: all }: SipRead, surroundings: Surroundings): StandingSip {
  const chains = standings(all);
  const facts = inCanonicalOrder(chains.flatMap(({ current }) => current ?? []));
  const opening = facts.find(isOpening) ?? null;
  const agreement = opening && agreementInForce(surroundings, opening.meta.party, opening.meta.saidOn);
  const heard = opening && agreementHeard(surroundings, opening.meta.party, opening.meta.saidOn);
  return {
    sipId,
    stream,
    facts,
    chains,
    takenBack: namesTakenBack(chains),
    opening,
    annulled: annulledOpening(chains, opening),
    agreement,
    settings: settingsUnder(agreement),
    words: wordsUnder(heard),
    heard: heard ? [{ stream: heard.stream, revision: heard.revision }] : [],
  };
}

/** The need taken back closes it; that it was considered only where nothing else has opened it. */
function annulledOpening(chains: readonly Standing<SipFact>[], opening: Opening | null): StandingSip['annulled'] {
  for (const { original, annulment } of chains) {
    if (!annulment || !isOpening(original)) continue;
    if (original.type === 'sip.needIdentified' || !opening) return { opening: original, by: annulment };
  }
  return null;
}

/** The SIP as of a day; null where it is not opened by then, or closed by what opened it being taken back. */
export function readingOn(sip: StandingSip, asOf: Day, name: NameUuid): SipReading | null {
  if (sip.annulled) return null;
  const { facts, later } = countingOn(sip.facts, asOf);
  const opening = facts.find(isOpening);
  if (!opening) return null;
  const need = sipFactsOf(facts, 'sip.needIdentified').at(-1) ?? null;
  const birthDate = need?.data.birthDate;
  return {
    sip,
    stream: sip.stream,
    asOf,
    name,
    judgedBy: judgingOf(sip),
    facts,
    later,
    opening,
    need,
    personId: opening.data.personId,
    ofAgeOn: birthDate === undefined || birthDate === 'erased' ? null : reaches('ofAge', birthDate),
  };
}

/** One that judges no placements is read all the same, and named. */
const judgingOf = ({ agreement, heard }: StandingSip): Judging['judgedBy'] =>
  agreement === null && heard.length > 0 ? { ...judgedUnder(null), readFrom: heard } : judgedUnder(agreement);

/** The placement that it was last said to concern. */
export const placementNamedBy = ({ need, facts }: Pick<SipReading, 'need' | 'facts'>): Uuid | undefined =>
  need?.data.placementId ?? sipFactsOf(facts, 'sip.considered').at(-1)?.data.placementId;

/** The facts that count by a day, and the later days from which the others do. */
export function countingOn(
  all: readonly Said<SipFact>[],
  asOf: Day,
): { readonly facts: readonly Said<SipFact>[]; readonly later: readonly Day[] } {
  const facts: Said<SipFact>[] = [];
  const later = new Set<Day>();
  for (const fact of all) {
    const from = ownDate(fact);
    if (from === null || from <= asOf) facts.push(fact);
    else later.add(from);
  }
  return { facts, later: [...later].sort() };
}

/** Everyone who has had a part in a SIP by its facts: who opened it, who is called or sent on to, named in a consent or in the plan. */
export function partiesIn(facts: readonly Said<SipFact>[]): readonly PartyId[] {
  return [...new Set(facts.flatMap(partiesNamedBy))];
}

type NamedBy = { readonly [T in SipFact['type']]?: (fact: SipFactOf<T>) => readonly PartyId[] };

const NAMED_BY: NamedBy = {
  'sip.considered': ({ meta }) => [meta.party],
  'sip.needIdentified': ({ meta }) => [meta.party],
  'sip.invited': ({ data: { invitee } }) => (invitee.party === undefined ? [] : [invitee.party]),
  'sip.invitationAnswered': ({ data: { redirectTo } }) => (redirectTo === undefined ? [] : [redirectTo]),
  'sip.consentGiven': ({ data }) => data.recipients,
  'sip.established': ({ data }) => [data.overallResponsible, ...data.measures.map(({ responsible }) => responsible)],
};

const partiesNamedBy = (fact: Said<SipFact>): readonly PartyId[] =>
  (NAMED_BY[fact.type] as ((fact: Said<SipFact>) => readonly PartyId[]) | undefined)?.(fact) ?? [];
