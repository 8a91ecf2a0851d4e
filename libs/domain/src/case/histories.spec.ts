/** What holds of any history whatever: one put right, one whose causes are gone, one that has moved between kommuner. */
import fc from 'fast-check';
import {
  deadlineStatus,
  isAnnulment,
  paperAnswered,
  paperOf,
  standings,
  storyOf,
  type CaseAssessment,
  type CaseFact,
  type DeadlineKind,
  type Said,
} from '#domain';
import { dalarna, day, name, noAgreement, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { on } from '../../../../test/support/assessed.js';
import { always } from '../../../../test/support/always.js';
import { sideSpansOf } from '../story/side-spans.js';
import { placingOn } from '../story/placings.js';

type Chain = ReturnType<typeof standings<CaseFact>>[number];

/** Corrected, never taken back in whole or part, and no paper that anybody has answered. */
function isPutRight({ original, corrections, current }: Chain, facts: readonly Said<CaseFact>[]): boolean {
  const ids = [original, ...corrections].map(({ meta }) => meta.messageId);
  const papers = [original, ...corrections].flatMap((fact) => paperOf(fact) ?? []);
  return (
    current !== null &&
    corrections.length > 0 &&
    !facts.some((fact) => isAnnulment(fact) && ids.includes(fact.data.annulsId)) &&
    !facts.some((fact) => papers.includes(paperAnswered(fact) ?? ''))
  );
}

/** The history as it had been, told right from the start; and what each event that is gone is called there. */
function rightFromTheStart({ facts }: CaseBuilder) {
  const chains = standings(facts).filter((chain) => isPutRight(chain, facts));
  const gone = new Set(chains.flatMap(({ corrections }) => corrections));
  const right = new Map(chains.map(({ original, current }) => [original, { ...current!, meta: original.meta }]));
  return {
    facts: facts.filter((fact) => !gone.has(fact)).map((fact) => right.get(fact) ?? fact),
    called: chains.map(({ original, current }) => [current!.meta.eventId, original.meta.eventId] as const),
  };
}

const shown = ({ turningDays: _clock, ...views }: CaseAssessment): string => JSON.stringify(views);

/** What a placement asks for while it lasts. */
const ENDS_WITH_CARE: ReadonlySet<DeadlineKind> = new Set([
  'reviewSoL',
  'reviewLVU2',
  'reviewLVU3',
  'followUpByAgreement',
  'carePlanRevision',
  'healthExamination',
  'lvmMaximum',
  'emergencyRegistration',
]);

describe('any history', () => {
  it('put right in what nobody has answered is the one that was right from the start', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const { facts, called } = rightFromTheStart(story);
        const asCalled = called.reduce((text, [from, to]) => text.replaceAll(from, to), shown(on(story, asOf)));
        expect(asCalled).toBe(shown(on({ ...story, theCase: { ...story.theCase, facts } }, asOf)));
      }),
    );
  });

  it('has no deadline that follows from what no longer stands', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const stands = new Set(standings(story.facts).flatMap(({ current }) => current?.meta.eventId ?? []));
        const causes = on(story, asOf).deadlines.flatMap(({ why }) => why.causedBy);
        expect(causes.filter((cause) => !stands.has(cause))).toEqual([]);
      }),
    );
  });

  it('has nothing open after the placement that was asked for while it lasted (S-004)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const { placement, deadlines } = on(story, asOf);
        if (placement?.endedOn === undefined) return;
        const open = deadlines.filter((one) => ENDS_WITH_CARE.has(one.kind) && deadlineStatus(one, asOf) === 'open');
        expect(open).toEqual([]);
      }),
    );
  });

  it('has on each day one kommun that places, and the sides of that day (S-019)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const read = storyOf(story.theCase, noAgreement, asOf, name);
        const spans = sideSpansOf(read);
        if (!read.registered) return;
        expect(spans.map(({ until }) => until).slice(0, -1)).toEqual(spans.map(({ from }) => from).slice(1));
        const { kommun } = spans.findLast(({ from }) => from === null || from <= asOf)!;
        expect([kommun, on(story, asOf).placement?.placingParty]).toEqual(
          Array(2).fill(placingOn(read.placings, asOf).party),
        );
      }),
    );
  });

  it('moves between kommuner now and then, so that the above says something', () => {
    const moves = fc
      .sample(someStory, { numRuns: 400, seed: 7 })
      .filter((story) => storyOf(story.theCase, dalarna(), day('2031-12-31'), name).placings.length > 1);
    expect(moves.length).toBeGreaterThan(3);
  });
});
