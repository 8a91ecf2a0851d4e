/** What the law does with each kind of stream, one entry a kind: judges what is said there, says what holds, and what is found. */
import { agreementStateOf } from './agreement/state.js';
import { assess } from './case/assess.js';
import { AGREEMENT_RULES } from './agreement/agreement-findings.js';
import { assessAgreement, type AgreementAssessment } from './agreement/assess-agreement.js';
import { type CaseAssessment } from './case/assessment.js';
import {
  type AgreementState,
  type Case,
  type FactIn,
  type SipRead,
  type StreamRead,
  type Surroundings,
} from './saying/case.js';
import { assessConcern, type ConcernAssessment } from './concern/assess-concern.js';
import { CONCERN_RULES } from './concern/concern-findings.js';
import { lawOfConcern } from './concern/concern.decider.js';
import { reportsIn, type ConcernSaid } from './concern/reading.js';
import { decideAgreement, decideBy, decideCase, decideDeviation, decideDischarge, decideSip } from './case/decide.js';
import { COST_RULES } from './costs/cost-findings.js';
import { assessDeviation, type DeviationAssessment } from './deviation/assess-deviation.js';
import { DEVIATION_RULES } from './deviation/deviation-findings.js';
import { type DeviationSaid } from './deviation/deviation-story.js';
import { assessDischarge, type DischargeAssessment } from './discharge/assess-discharge.js';
import { DISCHARGE_RULES } from './discharge/discharge-findings.js';
import { admissionsIn, dischargeOn, kommunOf, standingDischarge, type DischargeSaid } from './discharge/reading.js';
import { PLACEMENT_RULES } from './findings/findings.js';
import { type FindingRule } from './making/finding-table.js';
import { type Derived } from './case/derived.js';
import { sayExtension } from './case/say-extension.js';
import { sayConsents } from './case/say-consents.js';
import { sayCosts } from './case/say-costs.js';
import { sayHandovers } from './case/say-handovers.js';
import { type ToldState } from './case/told.js';
import { type Decision, type Submission } from './saying/decision.js';
import {
  legalPerson,
  streamNamed,
  tiedTo,
  type BearingName,
  type Day,
  type Meta,
  type NameUuid,
  type PartyId,
  type Said,
  type StreamCategory,
  type StreamName,
  type Uuid,
} from './kernel/index.js';
import { controllerOf, HUB_CONTROLLER, type Controller } from './fact/controller.js';
import { assessSip, type SipAssessment } from './sip/assess-sip.js';
import { SIP_RULES } from './sip/sip-findings.js';
import { storyOf } from './story/story.js';
import { stockholmDay } from './calendar/index.js';
import { standingSip } from './sip/reading.js';
import { idOf } from './fact/streams.js';
import { casesNamedBy, consentsGivenBy, isOfAPerson } from './sip/named.js';

/** What the law is asked beside the stream: what bears on it, and the day of the question. */
export interface Circumstances {
  readonly surroundings: Surroundings;
  readonly today: Day;
  readonly name: NameUuid;
}

/** Each kind of stream as its law reads it. */
export interface StatesBy {
  readonly case: Case;
  /** null before it is registered, and after that was taken back. */
  readonly agreement: AgreementState | null;
  readonly sip: SipRead;
  readonly deviation: Omit<DeviationSaid, 'name'>;
  readonly discharge: DischargeSaid;
  readonly concern: ConcernSaid;
}

/** What holds of each kind of stream. */
export interface AssessmentsBy {
  readonly case: CaseAssessment;
  readonly agreement: AgreementAssessment;
  readonly sip: SipAssessment;
  readonly deviation: DeviationAssessment;
  readonly discharge: DischargeAssessment;
  readonly concern: ConcernAssessment;
}

/** A fact and who said it: recorded, or about to be. */
export type Heard<F> = F & { readonly meta: Pick<Meta, 'party'> };

interface LawOf<C extends StreamCategory> {
  /** Its facts, as the law reads them. */
  readonly stateOf: (read: StreamRead<C>) => StatesBy[C];
  /** May this be said on it. */
  readonly decide: (submission: Submission<FactIn<C>>, read: StreamRead<C>, beside: Circumstances) => Decision;
  /** What holds of it. */
  readonly assess: (read: StreamRead<C>, beside: Circumstances) => AssessmentsBy[C];
  /** What is said of it beside its deadlines and findings; before them. */
  readonly saysBeside: (told: ToldState, assessment: AssessmentsBy[C]) => readonly Derived[];
  /** The person whom it is about; null where it is about none, or nothing has been said. */
  readonly personOf: (facts: readonly FactIn<C>[]) => Uuid | null;
  /** Under whose key the hub says what it says of it. */
  readonly keeperOf: (assessment: AssessmentsBy[C], facts: readonly Said<FactIn<C>>[]) => Controller;
  /** By what names the streams are found that bear on it, whatever has been said of it: rather too many than too few. */
  readonly heeds: (facts: readonly Heard<FactIn<C>>[], stream: StreamName<C>) => readonly BearingName[];
  /** The names that its facts bear on. */
  readonly bears: (facts: readonly FactIn<C>[]) => readonly BearingName[];
  /** The party whose agreements bear on it; null where nobody's do. */
  readonly wokenBy: (assessment: AssessmentsBy[C]) => PartyId | null;
  /** The agreement that judges it on the day, its own by itself; null where none does. */
  readonly agreementOf: (state: StatesBy[C], beside: Circumstances) => AgreementState | null;
  /** Its terms are its own, and no other's that bears on it. */
  readonly isJudgedByItself?: true;
  /** The ways in which a rule is seen not to be followed in it. */
  readonly rules: readonly Omit<FindingRule<never>, 'seenBy'>[];
}

/** The kommuner that place, or may come to. */
function whoMayPlace(fact: Heard<FactIn<'case'>>): readonly PartyId[] {
  if (fact.type === 'placement.registered') return [legalPerson(fact.meta.party)];
  return fact.type === 'placement.caseTransferRequested' ? [legalPerson(fact.data.toKommun)] : [];
}

export const LAW: { readonly [C in StreamCategory]: LawOf<C> } = {
  case: {
    stateOf: ({ stream, facts, notices }) => ({
      ...{ placementId: idOf(stream), facts },
      ...(notices === undefined ? {} : { notices }),
    }),
    decide: (submission, read, { surroundings, name }) =>
      decideCase(submission, LAW.case.stateOf(read), surroundings, name),
    assess: (read, { surroundings, today, name }) => assess(LAW.case.stateOf(read), surroundings, today, name),
    saysBeside: (told, assessment) => [...sayCosts(told, assessment), ...sayHandovers(told, assessment)],
    personOf: (facts) => {
      const registered = facts.find((fact) => fact.type === 'placement.registered');
      return registered?.data.person.personId ?? null;
    },
    // The placing party's; where there is none that day, of whoever opened the case.
    keeperOf: ({ placement }, facts) => {
      const party = placement?.placingParty ?? facts[0]?.meta.party;
      return party === undefined ? HUB_CONTROLLER : controllerOf(party);
    },
    // The agreements of whoever has registered it, and of whom the case is asked to go to; the SIPs that name it.
    heeds: (facts, stream) => [...new Set(facts.flatMap(whoMayPlace)), stream],
    bears: () => [],
    wokenBy: ({ placement }) => placement?.placingParty ?? null,
    agreementOf: (state, { surroundings, today, name }) =>
      storyOf(state, surroundings, today, name).agreement?.state ?? null,
    rules: [...PLACEMENT_RULES, ...COST_RULES],
  },
  agreement: {
    // Up to the last fact: what the hub itself said on the stream since changes nothing.
    stateOf: ({ stream, facts }) => agreementStateOf(idOf(stream), stream, facts, facts.at(-1)?.meta.revision ?? 0),
    decide: (submission, { facts }) => decideAgreement(submission, facts),
    assess: (read, { today, name }) => assessAgreement(LAW.agreement.stateOf(read), today, name),
    saysBeside: sayExtension,
    personOf: () => null,
    keeperOf: () => HUB_CONTROLLER,
    heeds: () => [],
    bears: (facts) => [
      ...new Set(
        facts.flatMap((fact) => (fact.type === 'agreement.registered' ? fact.data.parties.map(legalPerson) : [])),
      ),
    ],
    wokenBy: () => null,
    agreementOf: (state) => state,
    isJudgedByItself: true,
    rules: AGREEMENT_RULES,
  },
  sip: {
    stateOf: ({ stream, facts }) => ({
      ...{ sipId: idOf(stream), stream, facts },
      revision: facts.at(-1)?.meta.revision ?? 0,
    }),
    decide: (submission, read, { surroundings }) => decideSip(submission, LAW.sip.stateOf(read), surroundings),
    assess: (read, { surroundings, today, name }) =>
      assessSip(standingSip(LAW.sip.stateOf(read), surroundings), today, name),
    saysBeside: sayConsents,
    personOf: (facts) => facts.find(isOfAPerson)?.data.personId ?? null,
    keeperOf: ({ takingPart }, facts) => {
      const party = takingPart.opener ?? facts[0]?.meta.party;
      return party === undefined ? HUB_CONTROLLER : controllerOf(party);
    },
    // The agreements of whoever opens it.
    heeds: (facts) => [...new Set(facts.flatMap((fact) => (isOfAPerson(fact) ? [legalPerson(fact.meta.party)] : [])))],
    bears: (facts) => [...new Set(facts.flatMap((fact) => [...casesNamedBy(fact), ...consentsGivenBy(fact)]))],
    wokenBy: ({ takingPart }) => takingPart.opener,
    agreementOf: (state, { surroundings }) => standingSip(state, surroundings).agreement?.state ?? null,
    rules: SIP_RULES,
  },
  deviation: {
    stateOf: ({ stream, facts }) => ({ stream, deviationId: idOf(stream), facts }),
    decide: (submission, read, { name }) => decideDeviation(submission, { ...LAW.deviation.stateOf(read), name }),
    assess: (read, { today, name }) => assessDeviation({ ...LAW.deviation.stateOf(read), name }, today),
    saysBeside: () => [],
    personOf: () => null,
    // Whoever reported it; where nothing has been, the hub alone says where it stands.
    keeperOf: (_assessment, facts) => (facts[0] ? controllerOf(facts[0].meta.party) : HUB_CONTROLLER),
    heeds: () => [],
    bears: () => [],
    wokenBy: () => null,
    // No agreement sets a term of it.
    agreementOf: () => null,
    rules: DEVIATION_RULES,
  },
  discharge: {
    stateOf: ({ stream, facts }) => ({ stream, dischargeId: idOf(stream), facts }),
    decide: (submission, read) => decideDischarge(submission, read.facts),
    assess: (read, { surroundings, today, name }) =>
      assessDischarge(LAW.discharge.stateOf(read), surroundings, today, name),
    saysBeside: () => [],
    personOf: (facts) => admissionsIn(facts)[0]?.data.person.personId ?? null,
    keeperOf: ({ region }, facts) => {
      const party = region ?? facts[0]?.meta.party;
      return party === undefined ? HUB_CONTROLLER : controllerOf(party);
    },
    // The agreements of the kommun that is to pay.
    heeds: (facts) => [...new Set(admissionsIn(facts).map(({ data }) => kommunOf(data)))],
    bears: (facts) => [
      ...new Set(
        admissionsIn(facts).flatMap(({ data: { placementId } }) =>
          placementId === undefined ? [] : [tiedTo(streamNamed('case', placementId))],
        ),
      ),
    ],
    wokenBy: ({ kommun }) => kommun,
    agreementOf: ({ dischargeId, stream, facts }, { surroundings, today, name }) => {
      const of = { surroundings, asOf: today, name };
      const reading = dischargeOn({ dischargeId, stream }, standingDischarge(facts), of);
      return reading?.agreementOn(stockholmDay(reading.admitted.data.admittedAt))?.state ?? null;
    },
    rules: DISCHARGE_RULES,
  },
  concern: {
    stateOf: ({ stream, facts }) => ({ stream, concernId: idOf(stream), facts }),
    decide: (submission, { facts }) => decideBy(lawOfConcern(submission.today), submission, facts),
    assess: (read, { today, name }) => assessConcern(LAW.concern.stateOf(read), today, name),
    saysBeside: () => [],
    personOf: (facts) => reportsIn(facts)[0]?.data.about.personId ?? null,
    // Whoever reported it.
    keeperOf: (_assessment, facts) => (facts[0] ? controllerOf(facts[0].meta.party) : HUB_CONTROLLER),
    heeds: () => [],
    bears: () => [],
    wokenBy: () => null,
    // No agreement sets a term of it.
    agreementOf: () => null,
    rules: CONCERN_RULES,
  },
};

/** A stream of some kind, told apart by `category`. */
type AnyRead = { readonly [C in StreamCategory]: StreamRead<C> }[StreamCategory];

/** What these streams are to a stream on which they bear. */
export function surroundingsOf(bearers: readonly AnyRead[]): Surroundings {
  return {
    agreements: bearers.flatMap((read) => (read.category === 'agreement' ? (LAW.agreement.stateOf(read) ?? []) : [])),
    sips: bearers.flatMap((read) => (read.category === 'sip' ? LAW.sip.stateOf(read) : [])),
  };
}
