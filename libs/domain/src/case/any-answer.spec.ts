/** What holds of the answers in any history whatever: one to what no longer stands works nothing, and nobody answers for another. */
import fc from 'fast-check';
import {
  addDays,
  decideCase,
  effectiveFacts,
  isSameSubject,
  ownDate,
  paperAnswered,
  standings,
  type CaseAssessment,
  type CaseFact,
  type Day,
  type PartyId,
  type Said,
} from '#domain';
import { always } from '../../../../test/support/always.js';
import { someDay, someDeviations, someStory } from '../../../../test/support/arbitrary-case.js';
import { on } from '../../../../test/support/assessed.js';
import { dalarna, name, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { submissionOf } from '../../../../test/support/decision-on-last.js';
import { answerOf } from '../saying/answers.js';

const some = fc.oneof(someStory, someDeviations);

/** Answers, as they were first said and never taken back, to what has been replaced, withdrawn, corrected or annulled by the day. */
function vainAnswers({ facts }: CaseBuilder, asOf: Day): readonly Said<CaseFact>[] {
  const chains = standings(facts);
  const counting = effectiveFacts(facts).filter((fact) => (ownDate(fact) ?? asOf) <= asOf);
  return counting.filter((fact) => {
    // What is told of one deviation is no word on another.
    const isOfIts = ({ meta }: Said<CaseFact>): boolean => isSameSubject(meta.subject, fact.meta.subject);
    const own = chains.filter(({ original }) => isOfIts(original));
    if (paperAnswered(fact) === undefined || !answerOf(fact, own, counting.filter(isOfIts))?.undone) return false;
    const chain = chains.find(({ current }) => current === fact);
    return chain?.original === fact;
  });
}

const isOfVain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'findingId' in value && 'rule' in value && value.rule === 'H-004';

/** What is told of the case and of its deviations, but that an answer was in vain (H-004). */
function toldBeside({ turningDays: _clock, turningDaysByBirth: _too, ...views }: CaseAssessment): unknown {
  const text = JSON.stringify(views, (_key, value: unknown) =>
    Array.isArray(value) ? value.filter((one) => !isOfVain(one)) : value,
  );
  return JSON.parse(text);
}

describe('any answer', () => {
  it('to what has been replaced, withdrawn, corrected or taken back works nothing: without it all is as with it (H-004)', () => {
    always(
      fc.property(some, someDay, (story, asOf) => {
        for (const vain of vainAnswers(story, asOf)) {
          const without = story.inOrder((facts) => facts.filter((fact) => fact !== vain));
          expect([vain.type, toldBeside(on(without, asOf))]).toEqual([vain.type, toldBeside(on(story, asOf))]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is in vain now and then, of every sort, so that the above says something', () => {
    const vain = fc
      .sample(fc.tuple(some, someDay), { numRuns: 600, seed: 7 })
      .flatMap(([story, asOf]) => vainAnswers(story, addDays(asOf, 365)).map(({ type }) => type));
    expect(vain.length).toBeGreaterThan(50);
    expect(new Set(vain).size).toBeGreaterThan(3);
  });
});

describe('any fact of a case', () => {
  it('is refused from one who has no part in it', () => {
    always(
      fc.property(some, fc.nat(), (story, at) => {
        const { type, data, meta } = story.facts[at % story.facts.length]!;
        if (type === 'placement.registered' || meta.corrects !== undefined) return;
        const before = {
          ...story.theCase,
          facts: story.facts.slice(
            0,
            story.facts.findIndex((one) => one.meta === meta),
          ),
        };
        const stranger = { type, data, meta: { ...meta, party: 'region-99' as PartyId, messageId: 'stranger' } };
        const answer = decideCase(submissionOf(stranger as Said<CaseFact>, '2032-01-01'), before, dalarna(), name);
        expect([type, answer.outcome]).not.toEqual([type, 'accepted']);
      }),
      { numRuns: 300 },
    );
  });
});
