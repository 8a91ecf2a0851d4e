/** Refusals at the edge: thrown by a controller, answered as the problem document they carry. */
import { problem, type Problem, type ProblemCode, type ProblemFacts } from '#contracts';

/** Headers of an answer; a list is sent as a line each. */
export type AnswerHeaders = Readonly<Record<string, string | string[]>>;

/** Carries a problem document to the answer, with the headers that go with it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly problem: Problem,
    readonly headers: AnswerHeaders = {},
  ) {
    super(problem.code);
  }
}

/** `throw refusal('NotFound')`. */
export function refusal(code: ProblemCode, facts: ProblemFacts = {}, headers: AnswerHeaders = {}): ProblemError {
  return new ProblemError(problem(code, facts), headers);
}
