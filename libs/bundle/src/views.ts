/** What follows from the events of a bundle on a day, by the law: the same for who makes it and who checks it. */
import { deadlineAnswer, findingAnswer, nameUuid } from '#cases';
import {
  assessmentOf,
  type Assessment,
  type AssessmentsBy,
  groundsOfDisclosure,
  mainSubjectOf,
  subjectText,
  type CaseAssessment,
  type Day,
  type Ground,
  type StreamCategory,
} from '#domain';
import { surroundingsIn, type ToldStream } from './told.js';

type Json = Readonly<Record<string, unknown>>;

/** What holds of a stream on the day; why nothing is said of it, where nothing is. */
export type StreamView = { readonly subject: string } & (
  | ({ readonly state: 'opened'; readonly deadlines: readonly Json[]; readonly findings: readonly Json[] } & {
      readonly placement?: Json | null;
      readonly responsibility?: Json | null;
      readonly costs?: Json;
    })
  | { readonly state: 'erased'; readonly erased: readonly string[] }
  | { readonly state: 'inPart' }
);

/** The grounds on a stream on which something of it may be shown to somebody, as they stand on the day. */
export interface StreamGrounds {
  readonly subject: string;
  readonly grounds: readonly Json[];
}

function ofCase({ placement, responsibility, costs }: CaseAssessment) {
  const { masked: _forTheHub, ...shown } = placement ?? { masked: undefined };
  return {
    placement: placement && (shown as Json),
    responsibility: responsibility as Json | null,
    costs: costs as unknown as Json,
  };
}

const nothingBeside = (): Json => ({});

/** What is shown of a stream beside its deadlines and findings. */
const BESIDE: { readonly [C in StreamCategory]: (assessment: AssessmentsBy[C]) => Json } = {
  case: ofCase,
  agreement: nothingBeside,
  sip: nothingBeside,
  deviation: nothingBeside,
  discharge: nothingBeside,
  concern: nothingBeside,
};

const besideOf = (assessment: Assessment): Json =>
  (BESIDE[assessment.category] as (of: Assessment) => Json)(assessment);

/** The views of each stream as of a day. Throws what the law throws of facts that no hub has accepted. */
export function viewsIn(streams: readonly ToldStream[], asOf: Day): readonly StreamView[] {
  const name = nameUuid();
  return streams.map((one): StreamView => {
    const subject = subjectText(mainSubjectOf(one.stream));
    if (one.state === 'inPart') return { subject, state: one.state };
    if (one.state === 'erased') return { subject, state: one.state, erased: one.erased };
    const surroundings = surroundingsIn(one.read, streams);
    const assessment = assessmentOf<StreamCategory>(one.read, { surroundings, today: asOf, name });
    return {
      ...{ subject, state: one.state },
      ...besideOf(assessment),
      deadlines: assessment.deadlines.map((deadline) => deadlineAnswer(deadline, asOf)),
      findings: assessment.findings.map((finding) => findingAnswer(finding, asOf)),
    };
  });
}

function groundShown({ opens: { consent, ...opens }, ...ground }: Ground): Json {
  return { ...ground, opens: { ...opens, ...(consent ? { consentId: consent.consentId } : {}) } };
}

/** The grounds of each opened stream as of a day. */
export function groundsIn(streams: readonly ToldStream[], asOf: Day): readonly StreamGrounds[] {
  const name = nameUuid();
  return streams.flatMap((one) => {
    if (one.state !== 'opened') return [];
    const asked = { surroundings: surroundingsIn(one.read, streams), day: asOf, name };
    const { all } = groundsOfDisclosure(one.read, asked);
    return [{ subject: subjectText(mainSubjectOf(one.stream)), grounds: all.map(groundShown) }];
  });
}
