/** Which answers to handovers work nothing, and by what (H-004). */
import { answerOf, type Undone } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { comparePoints, handoversEver } from './handover-starts.js';
import {
  answersIn,
  isReceivers,
  pointOfAct,
  type Answered,
  type End,
  type Handover,
  type Handovers,
} from './handovers.js';
import { type Story } from './story.js';

/** An answer that works nothing, and by what. */
export interface VainAnswer {
  readonly answer: Answered;
  readonly undone: Undone<CaseFact>;
}

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan". */
export function vainAnswers(story: Story, handovers: Handovers): readonly VainAnswer[] {
  return answersIn(story).flatMap((answer) => {
    const made = handovers.all.find(({ handoverId }) => handoverId === answer.data.handoverId);
    const undone = made ? undoneIn(story, handovers, { made, answer }) : undoneWithout(story, answer);
    return undone ? [{ answer, undone }] : [];
  });
}

interface To {
  readonly made: Handover;
  readonly answer: Answered;
}

/** null where it works: also a refusal that stands beside what came of it later, for it was one when it was given. */
function undoneIn(story: Story, { ends }: Handovers, { made, answer }: To): Undone<CaseFact> | null {
  if (answer === made.accepted) return null;
  if (!isReceivers(answer, made, story)) return undoneBefore(story, { made, answer });
  const end = ends.get(made.handoverId);
  if (!end || wasInTime(answer, end)) return null;
  return { because: end.because, by: end.by };
}

const wasInTime = (answer: Answered, { point }: End): boolean =>
  answer.type === 'handover.rejected' && comparePoints(pointOfAct(answer), point) < 0;

/** By what became of what a region started; else another region is asked by now. */
const undoneBefore = ({ chains, facts }: Story, { made, answer }: To): Undone<CaseFact> =>
  answerOf<CaseFact>(answer, chains, facts)?.undone ?? { because: 'corrected', by: made.startedBy };

/** Of what is not there: taken back, corrected into another, or no move after all. null where it does not count yet. */
function undoneWithout(story: Story, answer: Answered): Undone<CaseFact> | null {
  const chain = handoversEver(story).get(answer.data.handoverId)?.chain;
  if (!chain) return null;
  const { annulment, corrections, current, original } = chain;
  if (annulment) return { because: 'annulled', by: annulment };
  const latest = corrections.at(-1);
  if (latest) return { because: 'corrected', by: latest };
  const counts = current !== null && story.facts.some((fact) => fact.meta.eventId === current.meta.eventId);
  return counts ? { because: 'withdrawn', by: original } : null;
}
