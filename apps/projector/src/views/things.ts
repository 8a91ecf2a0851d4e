/** What is asked after by a uuid of its own, outside any placement: each as the entry of its kind of stream has it. */
import { streamNamed, type StreamCategory, type ViewOf } from '#domain';
import { type ThingShown } from '../read-side.js';
import { READ_SIDE } from '../streams.js';
import { answerConsent } from './consent-view.js';
import { answerStreamView, type ThingQuestion, type ViewAnswer, type ViewDeps } from './stream-view.js';
import { answerDeviation } from './subject-view.js';

type Answer = (deps: ViewDeps, question: ThingQuestion) => Promise<ViewAnswer>;

export interface Thing extends ThingShown {
  readonly name: string;
  /** Refuses with `NotFound` what does not exist, and what is not for the one who asks. */
  readonly answer: Answer;
}

/** Answers by the view of that name, for what has a stream of its own. */
const ofItsStream =
  (category: StreamCategory, name: string): Answer =>
  (deps, { id, ...asked }) =>
    answerStreamView(deps, { ...asked, view: name as ViewOf<StreamCategory>, stream: streamNamed(category, id) });

/** What stands within another's stream, or may. */
const ELSEWHERE: Readonly<Record<string, Answer>> = { consent: answerConsent, deviation: answerDeviation };

export const THINGS: readonly Thing[] = Object.entries(READ_SIDE).flatMap(([category, { things }]) =>
  Object.entries(things).map(([name, shown]) => ({
    ...shown,
    name,
    answer: ELSEWHERE[name] ?? ofItsStream(category as StreamCategory, name),
  })),
);
