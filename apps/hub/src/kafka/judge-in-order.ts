/** One round over submissions: streams side by side, each in its order; what meets a fault holds up its own stream only. */
import { bearsOnOthers } from '#domain';
import { type Submission } from './read-submission.js';

export interface Round<Answer> {
  /** In the order of the submissions. */
  readonly answered: readonly { readonly submission: Submission; readonly answer: Answer }[];
  /** Those that met a fault, and those that must not be judged before them, in their order. */
  readonly unfinished: readonly Submission[];
}

/**
 * Judges each once, if its turn comes: no message before an earlier one of its stream, and nothing before an earlier
 * message about an agreement, which bears on all that follow it. `judge` answers `fault` for what is to be tried again.
 */
export async function judgeInOrder<Answer extends object>(
  submissions: readonly Submission[],
  judge: (submission: Submission) => Promise<Answer | 'fault'>,
): Promise<Round<Answer>> {
  const answers = new Map<Submission, Answer>();
  for (const part of partsOf(submissions)) {
    await Promise.all(lanesOf(part).map((lane) => goThrough(lane)));
    if (part.some((submission) => !answers.has(submission))) break;
  }
  return {
    answered: submissions.flatMap((submission) => {
      const answer = answers.get(submission);
      return answer ? [{ submission, answer }] : [];
    }),
    unfinished: submissions.filter((submission) => !answers.has(submission)),
  };

  async function goThrough(lane: readonly Submission[]): Promise<void> {
    for (const submission of lane) {
      const answer = await judge(submission);
      if (answer === 'fault') return;
      answers.set(submission, answer);
    }
  }
}

/** Cut before and after each message about what bears on others. */
function partsOf(submissions: readonly Submission[]): readonly (readonly Submission[])[] {
  const parts: Submission[][] = [[]];
  for (const submission of submissions) {
    if (isReadForOthers(submission)) parts.push([submission], []);
    else parts.at(-1)?.push(submission);
  }
  return parts.filter((part) => part.length > 0);
}

const isReadForOthers = ({ arrival: { read } }: Submission): boolean => read.ok && bearsOnOthers(read.message.stream);

/** By stream. What cannot be read is of none, and goes by itself. */
function lanesOf(part: readonly Submission[]): readonly (readonly Submission[])[] {
  const lanes = new Map<string, Submission[]>();
  for (const submission of part) {
    const { read } = submission.arrival;
    const name = read.ok ? read.message.stream : submission.recordId;
    const lane = lanes.get(name);
    if (lane) lane.push(submission);
    else lanes.set(name, [submission]);
  }
  return [...lanes.values()];
}
