/** What the law answers to a story's last message, given those told before it. */
import { decideCase, type Fact, type Day, type Decision, type Said, type Submission, type Surroundings } from '#domain';
import { dalarna, name, type CaseBuilder } from './case-builder.js';

/** A message as it was before it was recorded; `today` is the hub's day, else the day it was said. */
export function submissionOf<F extends Fact>(said: Said<F>, today: string = said.meta.saidOn): Submission<F> {
  const { meta, ...fact } = said;
  const { eventId, subject, messageId, source, party, time, saidOn, corrects } = meta;
  return {
    fact: fact as unknown as F,
    eventId,
    subject,
    messageId,
    source,
    party,
    time,
    saidOn,
    ...(corrects === undefined ? {} : { corrects }),
    today: today as Day,
  };
}

/** The answer to the last message. `today` is the hub's day, else the day it was said. */
export function answerTo(story: CaseBuilder, today?: string, surroundings: Surroundings = dalarna()): Decision {
  const before = story.facts.slice(0, -1);
  const last = story.facts.at(-1);
  if (!last) throw new Error('nothing was told');
  const theCase = { placementId: story.placementId, facts: before };
  return decideCase(submissionOf(last, today), theCase, surroundings, name);
}

/** The broken rule's code and facts; `undefined` where the last message is not refused. */
export function refusalOf(story: CaseBuilder, today?: string): unknown {
  const answer = answerTo(story, today);
  return answer.outcome === 'rejected' ? answer.rejection : undefined;
}
