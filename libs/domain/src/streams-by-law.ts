/** What the law says of a stream, whichever its kind: each question is answered by the entry of its kind. */
import { sayDisclosures } from './case/say-disclosures.js';
import { sayTermsAndFindings } from './case/say.js';
import { withOpenings } from './case/with-openings.js';
import { type Derived } from './case/derived.js';
import { type ToldState } from './case/told.js';
import { type Opening } from './disclosure/openings.js';
import { type Controller } from './fact/controller.js';
import { STREAM_CATEGORIES } from './fact/streams.js';
import { STREAMS } from './kernel/streams.data.js';
import {
  type BearingName,
  type Day,
  type PartyId,
  type Said,
  type StreamCategory,
  type StreamName,
  type Uuid,
} from './kernel/index.js';
import { type FindingRule } from './making/finding-table.js';
import { type AgreementState, type FactIn, type StreamRead } from './saying/case.js';
import { type Decision, type Submission } from './saying/decision.js';
import { refusedGround } from './saying/disclosing.js';
import { LAW, type AssessmentsBy, type Circumstances, type Heard, type StatesBy } from './stream-law.js';

/** What holds of a stream, told apart by its kind. `openings`: absent where nobody has decided on a ground or given a consent. */
export type Assessment<C extends StreamCategory = StreamCategory> = AssessmentsBy[C] & {
  readonly category: C;
  readonly openings?: readonly Opening[];
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
  return withOpenings(LAW[read.category].assess(read, beside), read, beside);
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

/** The agreement that judges a stream on `beside.today`, an agreement's own stream by itself; null where none does. */
export function judgingAgreement<C extends StreamCategory>(
  read: StreamRead<C>,
  beside: Circumstances,
): AgreementState | null {
  return LAW[read.category].agreementOf(stateOf(read), beside);
}

/** True of a kind of stream that is judged by what is said in it alone. */
export const isJudgedByItself = ({ category }: Pick<StreamRead<StreamCategory>, 'category'>): boolean =>
  LAW[category].isJudgedByItself ?? false;

/** Every way in which the hub sees that a rule is not followed, of every kind: what is told of it, and how it weighs. */
export const FINDING_RULES: readonly Omit<FindingRule<never>, 'seenBy'>[] = STREAM_CATEGORIES.flatMap(
  (category) => LAW[category].rules,
);

/** The names that facts of a stream bear on. */
export function bearsOf<C extends StreamCategory>(category: C, facts: readonly FactIn<C>[]): readonly BearingName[] {
  return LAW[category].bears(facts);
}
