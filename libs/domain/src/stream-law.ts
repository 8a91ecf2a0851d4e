/** What the law does with each kind of stream: judges what is said there, and says what holds. */
import { agreementStateOf } from './agreement/state.js';
import { assess } from './case/assess.js';
import { assessAgreement } from './agreement/assess-agreement.js';
import { type Assessment, type AssessmentsBy } from './case/assessment.js';
import {
  type AgreementState,
  type Case,
  type FactIn,
  type SipRead,
  type StreamRead,
  type Surroundings,
} from './saying/case.js';
import { assessConcern } from './concern/assess-concern.js';
import { lawOfConcern } from './concern/concern.decider.js';
import { reportsIn, type ConcernSaid } from './concern/reading.js';
import { decideAgreement, decideBy, decideCase, decideDeviation, decideDischarge, decideSip } from './case/decide.js';
import { assessDeviation } from './deviation/assess-deviation.js';
import { type DeviationSaid } from './deviation/deviation-story.js';
import { assessDischarge } from './discharge/assess-discharge.js';
import { admissionsIn, kommunOf, type DischargeSaid } from './discharge/reading.js';
import { type Derived } from './case/derived.js';
import { sayExtension } from './case/say-extension.js';
import { sayConsents } from './case/say-consents.js';
import { sayCosts } from './case/say-costs.js';
import { sayHandovers } from './case/say-handovers.js';
import { sayTermsAndFindings } from './case/say.js';
import { type ToldState } from './case/told.js';
import { type Decision, type Submission } from './saying/decision.js';
import { refusedGround } from './saying/disclosing.js';
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
import { assessSip } from './sip/assess-sip.js';
import { standingSip } from './sip/reading.js';
import { STREAMS } from './fact/streams.data.js';
import { idOf } from './fact/streams.js';
import { casesNamedBy, consentsGivenBy, isOfAPerson } from './sip/named.js';
import { sayDisclosures } from './case/say-disclosures.js';
import { withOpenings } from './case/with-openings.js';

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
}

/** The kommuner that place, or may come to. */
function whoMayPlace(fact: Heard<FactIn<'case'>>): readonly PartyId[] {
  if (fact.type === 'placement.registered') return [legalPerson(fact.meta.party)];
  return fact.type === 'placement.caseTransferRequested' ? [legalPerson(fact.data.toKommun)] : [];
}

const LAW: { readonly [C in StreamCategory]: LawOf<C> } = {
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
  },
};

/** A stream's facts, as its law reads them. */
export function stateOf<C extends StreamCategory>(read: StreamRead<C>): StatesBy[C] {
  return LAW[read.category].stateOf(read);
}

/** May this be said on the stream as it is. Pure: no clock but the submission's day and `beside.today`, which is the same. */
export function decideOn<C extends StreamCategory>(
  submission: Submission<FactIn<C>>,
  read: StreamRead<C>,
  beside: Circumstances,
): Decision {
  return refusedGround(submission) ?? LAW[read.category].decide(submission, read, beside);
}

/** What holds of a stream on `beside.today`. */
export function assessmentOf<C extends StreamCategory>(read: StreamRead<C>, beside: Circumstances): AssessmentsBy[C] {
  return withOpenings<C>(LAW[read.category].assess(read, beside), read, beside);
}

/**
 * Everything to be said on a stream today, in an order that depends on nothing else. The same for acceptance, the clock
 * and judging anew; appended with the fact at the revision that `told` was folded to, so that of many hubs one says it.
 */
export function say<C extends StreamCategory>(
  told: ToldState,
  assessment: Assessment<C>,
  today: Day,
): readonly Derived[] {
  const { kind } = STREAMS[assessment.category].subjects[0];
  const beside = LAW[assessment.category].saysBeside(told, assessment);
  const { category, openings = [] } = assessment;
  const opened = sayDisclosures(told, { category, openings, today });
  return [...beside, ...opened, ...sayTermsAndFindings(told, assessment, { kind, today })];
}

/** The person whom a stream is about: under whom its keys are filed. */
export function personOf<C extends StreamCategory>(category: C, facts: readonly FactIn<C>[]): Uuid | null {
  return LAW[category].personOf(facts);
}

/** Under whose key the hub says what it says of a stream: the placing party's of a case, on the day of the assessment. */
export function keeperOf<C extends StreamCategory>(
  assessment: Assessment<C>,
  facts: readonly Said<FactIn<C>>[],
): Controller {
  return LAW[assessment.category].keeperOf(assessment, facts);
}

/** The party whose agreements bear on a stream: it is judged anew when one of them moves. */
export function wokenBy<C extends StreamCategory>(assessment: Assessment<C>): PartyId | null {
  return LAW[assessment.category].wokenBy(assessment);
}

/** By what names the streams are found that bear on a stream, by all that has been said of it and is about to be. */
export function heedsOf<C extends StreamCategory>({
  category,
  stream,
  facts,
}: {
  readonly category: C;
  readonly stream: StreamName;
  readonly facts: readonly Heard<FactIn<C>>[];
}): readonly BearingName[] {
  return LAW[category].heeds(facts, stream as StreamName<C>);
}

/** The names that facts of a stream bear on. */
export function bearsOf<C extends StreamCategory>(category: C, facts: readonly FactIn<C>[]): readonly BearingName[] {
  return LAW[category].bears(facts);
}

/** A stream of some kind, told apart by `category`. */
type AnyRead = { readonly [C in StreamCategory]: StreamRead<C> }[StreamCategory];

/** What these streams are to a stream on which they bear. */
export function surroundingsOf(bearers: readonly AnyRead[]): Surroundings {
  return {
    agreements: bearers.flatMap((read) => (read.category === 'agreement' ? (stateOf(read) ?? []) : [])),
    sips: bearers.flatMap((read) => (read.category === 'sip' ? stateOf(read) : [])),
  };
}
