/** Asks the law, whichever kind of stream it is about: may this be said, and what holds then. */
import {
  agreementStateOf,
  assessAgreement,
  type AgreementFact,
  type CaseFact,
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
      return { assessment, placingParty: assessment.placement?.placingParty ?? null };
    }
    case 'agreement': {
      const state = agreementStateOf(
        idOf(opened.stream),
        opened.stream,
        facts as readonly Said<AgreementFact>[],
        lastOf(facts),
      );
      return { assessment: assessAgreement(state, today, name), placingParty: null };
    }
  }
}

const lastOf = (facts: readonly Said<Fact>[]): number => facts.at(-1)?.meta.revision ?? NO_STREAM;
