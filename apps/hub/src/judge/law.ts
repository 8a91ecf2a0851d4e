/** Asks the law, whichever kind of stream it is about: may this be said, and what holds then. */
import {
  agreementStateOf,
  assessAgreement,
  type AgreementFact,
  type AgreementState,
  type CaseFact,
  type Day,
  type Decision,
  decideAgreement,
  decideCase,
  type Fact,
  type NameUuid,
  type PartyId,
  type Said,
  type Sayable,
  type Submission,
  type Surroundings,
} from '#domain';
import { categoryOf, idOf, type StreamName } from '#contracts';
import { assessCase, type OpenedStream } from '#cases';

/** What the law is asked beside the stream: what bears on it, and the day of the question. */
export interface Circumstances {
  readonly surroundings: Surroundings;
  readonly today: Day;
  readonly name: NameUuid;
}

/** What holds, and what the clock must know of it. */
export interface Holding {
  readonly sayable: Sayable;
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

/** What holds on the stream today, with these facts; null while nothing that could hold has been said. */
export function holding(
  opened: Pick<OpenedStream, 'stream'>,
  facts: readonly Said<Fact>[],
  { surroundings, today, name }: Circumstances,
): Holding | null {
  switch (categoryOf(opened.stream)) {
    case 'case': {
      const sayable = assessCase({ stream: opened.stream, facts }, { surroundings }, { asOf: today, name });
      return { sayable, placingParty: sayable.placement?.placingParty ?? null };
    }
    case 'agreement': {
      const state = agreementOf(opened.stream, facts);
      return state && { sayable: assessAgreement(state, today, name), placingParty: null };
    }
  }
}

/** The agreement of a stream; null before it is registered, or when that has been taken back. */
export function agreementOf(stream: StreamName, facts: readonly Said<Fact>[]): AgreementState | null {
  const revision = facts.at(-1)?.meta.revision ?? 0;
  return agreementStateOf(idOf(stream), stream, facts as readonly Said<AgreementFact>[], revision);
}
