import fc from 'fast-check';
import { actingOn, assess, handoverStatus, partyKind, sidesOn, speaksFor, storyOf } from '#domain';
import { dalarna, name } from '../../../../test/support/case-builder.js';
import { reordered, someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { on } from '../../../../test/support/assessed.js';
import { always } from '../../../../test/support/always.js';
import { handoversAfter } from '../../../../test/support/handover-steps.js';

describe('any history', () => {
  it('has on every day exactly one region that is responsible by law and one that acts (A-075, A-076)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const read = storyOf(story.theCase, dalarna(), asOf, name);
        if (!read.registered) return;
        const { acting } = handoversAfter(story, asOf);
        expect(acting[0]?.from).toBeNull();
        const days = acting.slice(1).map(({ from }) => from ?? '');
        expect(days).toEqual([...new Set(days)].sort());
        const { responsibility } = on(story, asOf);
        const rows =
          responsibility?.areas.filter(
            ({ kind, responsible }) => kind === 'psychiatry' && partyKind(responsible) === 'region',
          ) ?? [];
        expect(rows.map(({ responsible, acting: acts = responsible }) => [responsible, acts])).toEqual([
          [sidesOn(read, asOf)?.region, actingOn(acting, asOf)],
        ]);
      }),
    );
  });

  it('moves who acts only by an acceptance, or by a registration with nothing to hand over (A-075)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const { all, acting } = handoversAfter(story, asOf);
        const taken = all.flatMap(({ accepted: yes, effectiveOn, toRegion }) =>
          yes ? [`${[yes.data.on, effectiveOn].sort().at(-1)} ${toRegion}`] : [],
        );
        const legal = storyOf(story.theCase, dalarna(), asOf, name).registrations.map(
          ({ from, region }) => `${from} ${region}`,
        );
        const ahead = story.facts.some(
          ({ type, meta }) => type === 'placement.registrationChanged' && meta.saidOn <= asOf,
        );
        const unexplained = acting.slice(1).filter(({ from, region }) => {
          const turn = `${from} ${region}`;
          return !taken.includes(turn) && !legal.includes(turn) && !(ahead && from !== null && from > asOf);
        });
        expect(unexplained).toEqual([]);
      }),
    );
  });

  it('has the same handovers in whatever order its facts came', () => {
    always(
      fc.property(someStory, someDay, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (story, asOf, seed) => {
        const other = { ...story.theCase, facts: reordered(story, seed) };
        expect(assess(other, dalarna(), asOf, name).handovers).toEqual(on(story, asOf).handovers);
      }),
    );
  });

  it('has no handover answered but by the region that it goes to: nobody answers for another (A-075)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const answered = handoversAfter(story, asOf).all.flatMap(({ toRegion, accepted, rejected }) =>
          [accepted, rejected].flatMap((answer) => (answer ? [{ toRegion, by: answer.meta.party }] : [])),
        );
        expect(answered.filter(({ by, toRegion }) => !speaksFor(by, toRegion))).toEqual([]);
      }),
    );
  });

  it('has at most one handover that awaits an answer on any day', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const awaiting = on(story, asOf).handovers.filter((one) =>
          ['initiated', 'materialSent', 'overdue'].includes(handoverStatus(one, asOf)),
        );
        expect(awaiting.length).toBeLessThan(2);
      }),
    );
  });

  it('hands over now and then, so that the above says something', () => {
    const stories = fc.sample(someStory, { numRuns: 400, seed: 7 }).map((story) => handoversAfter(story).all);
    const having = (what: 'accepted' | 'rejected' | 'withdrawn' | 'completed'): number =>
      stories.filter((all) => all.some((one) => one[what] !== null)).length;
    for (const what of ['accepted', 'rejected', 'withdrawn'] as const) expect(having(what)).toBeGreaterThan(3);
    expect(stories.filter((all) => all.length > 1).length).toBeGreaterThan(3);
  });
});
