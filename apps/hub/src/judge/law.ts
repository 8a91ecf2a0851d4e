/** Asks the law, whichever kind of stream it is about: may this be said, and what holds then. */
import {
  agreementStateOf,
  assessAgreement,
  controllerOf,
  HUB_CONTROLLER,
  type AgreementFact,
  type CaseFact,
  type Controller,
  type Day,
  type Decision,
  decideAgreement,
  decideCase,
  type Fact,
  type NameUuid,
  type PartyId,
  type Said,
  type CaseAssessment,
  type AgreementAssessment,
  type Submission,
  type Surroundings,
} from '#domain';
import { categoryOf, idOf } from '#contracts';
import { NO_STREAM } from '#event-log';
import { assessCase, type OpenedStream } from '#cases';

/** What the law is asked beside the stream: what bears on it, and the day of the question. */
export interface Circumstances {
  readonly surroundings: Surroundings;
  readonly today: Day;
  readonly name: NameUuid;
}

/** What holds, and what the clock must know of it. */
export interface Holding {
  readonly assessment: CaseAssessment | AgreementAssessment;
  /** The placing party of a case: whose agreements bear on it. */
  readonly placingParty: PartyId | null;
  /** Under whose key the hub says what it says of it. */
  readonly keeper: Controller;
}

/** Whether a submission may be said on the stream as it is. */
export function decide(submission: Submission, opened: OpenedStream, { surroundings, name }: Circumstances): Decision {
  switch (categoryOf(opened.stream)) {
    case 'case': {
      const theCase = { placementId: idOf(opened.stream), facts: opened.facts as readonly Said<CaseFact>[] };
      return decideCase(submission as Submission<CaseFact>, theCase, surroundings, name);
    }
    case 'agreement':
      return decideAgreement(submission as Submission<AgreementFact>, opened.facts as readonly Said<AgreementFact>[]);
  }
}

/** What holds on the stream today, with these facts. */
export function holding(
  opened: Pick<OpenedStream, 'stream'>,
  facts: readonly Said<Fact>[],
  { surroundings, today, name }: Circumstances,
): Holding {
  switch (categoryOf(opened.stream)) {
    case 'case': {
      const assessment = assessCase({ stream: opened.stream, facts }, { surroundings }, { asOf: today, name });
      const placingParty = assessment.placement?.placingParty ?? null;
      return { assessment, placingParty, keeper: keeperOf(placingParty, facts) };
    }
    case 'agreement': {
      const state = agreementStateOf(
        idOf(opened.stream),
        opened.stream,
        facts as readonly Said<AgreementFact>[],
        lastOf(facts),
      );
      return { assessment: assessAgreement(state, today, name), placingParty: null, keeper: HUB_CONTROLLER };
    }
  }
}

/** What the hub says of a case is the placing party's; where there is none that day, of whoever opened the case. */
function keeperOf(placingParty: PartyId | null, facts: readonly Said<Fact>[]): Controller {
  const party = placingParty ?? facts[0]?.meta.party;
  return party === undefined ? HUB_CONTROLLER : controllerOf(party);
}

const lastOf = (facts: readonly Said<Fact>[]): number => facts.at(-1)?.meta.revision ?? NO_STREAM;
