/** What may be said of an agreement: registered by one of its parties, approved by each for itself. */
import { endsNoEarlierThanItBegins, hasHappened, judgedBy, type Check } from '../saying/check.js';
import { type StreamLaw } from '../saying/corrections.js';
import { rejected, waiting } from '../saying/decision.js';
import { answerOf, namesItsPaper, papersNamed } from '../saying/answers.js';
import { standings, type Standing } from '../saying/effective.js';
import { paperAnswered, signaturesUnder } from '../saying/fact-entries.js';
import { type SignatureIn } from '../fact/entry.js';
import { covers, partyKind, type Day, type PartyId, type Said } from '../kernel/index.js';
import { type AGREEMENT_FACTS } from './facts/agreement.facts.js';
import { type AgreementFact } from './facts/agreement.js';
import { packOf } from './facts/packs.js';
import { resolves, statuteNamed } from '../rules/statutes.js';

export type AgreementFactOf<T extends AgreementFact['type']> = Said<Extract<AgreementFact, { readonly type: T }>>;
type Registered = AgreementFactOf<'agreement.registered'>;

interface AgreementSoFar {
  readonly registered: Registered | null;
  /** True where its registration was taken back: the uuid is not used again. */
  readonly isAnnulled: boolean;
  readonly facts: readonly Said<AgreementFact>[];
  /** Every message with what became of it: what an approval is to is told by it. */
  readonly chains: readonly Standing<AgreementFact>[];
  readonly today: Day;
}

type FactByType = { readonly [T in AgreementFact['type']]: AgreementFactOf<T> };
type AgreementCheck<T extends AgreementFact['type'] = AgreementFact['type']> = Check<FactByType[T], AgreementSoFar>;

/** The facts of one type that stand. */
export function agreementFactsOf<T extends AgreementFact['type']>(
  facts: readonly Said<AgreementFact>[],
  type: T,
): readonly AgreementFactOf<T>[] {
  return facts.filter((fact): fact is AgreementFactOf<T> => fact.type === type);
}

const isNotAnnulled: AgreementCheck = (_fact, { isAnnulled }) =>
  isAnnulled ? rejected({ code: 'SubjectAnnulled' }) : null;

const isRegisteredOnce: AgreementCheck = (_fact, { registered }) =>
  registered ? rejected({ code: 'AlreadyRegistered' }) : null;

/** Any of the parties may register it; the others' word on it waits until one has. */
const isRegistered: AgreementCheck = (_fact, { registered }) => (registered ? null : waiting({ what: 'agreement' }));

/** A-128 "godkännas av parternas respektive beslutande organ": an agreement is its parties' to speak of. */
const isSaidByAPartyOf = (parties: readonly PartyId[], by: PartyId): ReturnType<AgreementCheck> =>
  parties.some((party) => covers(party, by))
    ? null
    : rejected({ code: 'NotYourFactToState', by, allowed: parties, rule: 'A-128' });

const isRegisteredByAParty: AgreementCheck<'agreement.registered'> = ({ data, meta }) =>
  isSaidByAPartyOf(data.parties, meta.party);

/** A-128 "godkännas av parternas respektive beslutande organ": each for itself, a nämnd under its kommun's name. */
const isSaidByAParty: AgreementCheck = ({ meta }, { registered }) =>
  isSaidByAPartyOf(registered?.data.parties ?? [], meta.party);

/** One that works nothing is none. */
const approvesOnce: AgreementCheck<'agreement.approvedByParty'> = ({ meta }, { facts, chains }) =>
  agreementFactsOf(facts, 'agreement.approvedByParty').some(
    (other) => covers(other.meta.party, meta.party) && works(other, chains, facts),
  )
    ? rejected({ code: 'AlreadySaid', pointer: '/data/on', names: meta.party })
    : null;

const works = (
  approval: Said<AgreementFact>,
  chains: readonly Standing<AgreementFact>[],
  facts: readonly Said<AgreementFact>[],
): boolean => answerOf<AgreementFact>(approval, chains, facts)?.undone === null;

/** The event that an approval says it is to is the registration, or a correction of it. */
const answersTheRegistration: AgreementCheck<'agreement.approvedByParty'> = (fact, { chains }) =>
  namesItsPaper<AgreementFact>(fact, papersNamed(chains, paperAnswered(fact) ?? ''))
    ? null
    : rejected({ code: 'UnknownReference', pointer: '/data/answers', names: fact.data.answers ?? '' });

const isSupersededOnce: AgreementCheck<'agreement.superseded'> = (_fact, { facts }) => {
  const [before] = agreementFactsOf(facts, 'agreement.superseded');
  return before ? rejected({ code: 'AlreadySaid', pointer: '/data/by', names: before.data.by }) : null;
};

/** A version that this program lacks cannot judge: it is refused, not read as another. */
const knowsItsPack: AgreementCheck<'agreement.registered'> = ({ data: { rulePack, rulePackVersion: version } }) =>
  version === undefined || packOf(rulePack, version)
    ? null
    : rejected({
        code: 'UnknownReference',
        pointer: '/data/rulePackVersion',
        names: `${rulePack}@${version}`,
      });

/** A-018 "ska rutiner upprättas när det gäller sekretess och dokumenthantering": on a section that there is, decided by now. */
const restsItsRoutineOnLaw: AgreementCheck<'agreement.registered'> = ({ data: { secrecyRoutine: routine } }) =>
  routine === undefined || resolves(statuteNamed(routine.statute))
    ? null
    : rejected({
        ...{ code: 'FieldNotAllowedHere', pointer: '/data/secrecyRoutine/statute', rule: 'A-018' },
        expected: 'OSL 2009:400 10:2',
      });

type Checks = { readonly [T in AgreementFact['type']]: readonly AgreementCheck<T>[] };

type OfItsCourse = AgreementFactOf<`agreement.${'minorChange' | 'revisionStarted' | 'followedUp' | 'meetingHeld'}`>;

/** What happens to an agreement while it lives: any party may tell of it, when it has happened. */
const OF_ITS_COURSE = [
  isNotAnnulled,
  isRegistered,
  isSaidByAParty,
  hasHappened<OfItsCourse>(({ on }) => ({ '/data/on': on })),
] as const;

const AGREEMENT_CHECKS: Checks = {
  'agreement.registered': [
    isNotAnnulled,
    isRegisteredOnce,
    isRegisteredByAParty,
    knowsItsPack,
    restsItsRoutineOnLaw,
    hasHappened(({ secrecyRoutine }) => ({ '/data/secrecyRoutine/decidedOn': secrecyRoutine?.decidedOn })),
    endsNoEarlierThanItBegins('/data/validTo', ({ validFrom, validTo }) => ({ from: validFrom, to: validTo })),
  ],
  'agreement.approvedByParty': [
    isNotAnnulled,
    isRegistered,
    isSaidByAParty,
    answersTheRegistration,
    approvesOnce,
    hasHappened(({ on }) => ({ '/data/on': on })),
  ],
  'agreement.superseded': [isNotAnnulled, isRegistered, isSaidByAParty, isSupersededOnce],
  'agreement.minorChange': OF_ITS_COURSE,
  'agreement.revisionStarted': OF_ITS_COURSE,
  'agreement.followedUp': OF_ITS_COURSE,
  'agreement.activityPlanned': [isNotAnnulled, isRegistered, isSaidByAParty],
  'agreement.meetingHeld': OF_ITS_COURSE,
  // Annulments are judged by what they take back, as those of every kind.
  'agreement.annulled': [],
};

/** The law of an agreement's stream, judged on the hub's `today`. */
export function lawOfAgreement(today: Day): StreamLaw<AgreementFact> {
  return {
    judge: (fact, others) =>
      judgedBy(AGREEMENT_CHECKS[fact.type] as readonly AgreementCheck[], fact, read(others, today)),
    countersignedBy: (fact, all) => countersigners(fact, read(all, today)),
    dependents: () => [],
    mustStay: () => null,
  };
}

function read(facts: readonly Said<AgreementFact>[], today: Day): AgreementSoFar {
  const all = standings(facts);
  const standing = all.flatMap(({ current }) => (current ? [current] : []));
  return {
    registered: agreementFactsOf(standing, 'agreement.registered')[0] ?? null,
    isAnnulled: all.some(({ original, annulment }) => original.type === 'agreement.registered' && annulment),
    facts: standing,
    chains: all,
    today,
  };
}

type Beside<T extends AgreementFact['type']> = (fact: AgreementFactOf<T>, soFar: AgreementSoFar) => readonly PartyId[];

/** Who stands beside an approval so that it cannot be taken back: the other side's parties that have approved too. */
const BESIDE: { readonly [T in SignatureIn<typeof AGREEMENT_FACTS>]: Beside<T> } = {
  'agreement.approvedByParty': ({ meta }, { facts, registered }) => {
    const approving = agreementFactsOf(facts, 'agreement.approvedByParty').map((other) => other.meta.party);
    const kinds = new Set((registered?.data.parties ?? []).map(partyKind));
    return kinds.size < 2 ? approving : approving.filter((party) => partyKind(party) !== partyKind(meta.party));
  },
};

/** Approved by another, the paper is no longer one party's; nor is one's own approval once the other side's stands beside it. */
function countersigners(fact: Said<AgreementFact>, soFar: AgreementSoFar): readonly PartyId[] {
  const signatures = signaturesUnder(fact, soFar.facts)
    .filter((approval) => works(approval, soFar.chains, soFar.facts))
    .map(({ meta }) => meta.party);
  const beside = (BESIDE as Readonly<Record<string, Beside<AgreementFact['type']>>>)[fact.type];
  return [...signatures, ...(beside?.(fact, soFar) ?? [])].filter((party) => party !== fact.meta.party);
}
