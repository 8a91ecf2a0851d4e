import { countsFrom, isReplacedBy, ownDate, paperAnswered, paperOf, standings, type CaseFact } from '#domain';
import { countsAmong } from '../../saying/answers.js';
import { aCase, PLACING_PARTY, REGION, uuid, type CaseBuilder } from '../../../../../test/support/case-builder.js';
import { laid } from '../../../../../test/support/deviation-steps.js';

const reported = (): CaseBuilder => aCase().registered().deviation('2026-02-02', {}, { at: '2026-02-05' });
const last = (story: CaseBuilder) => story.facts.at(-1)!;

describe('the facts of a deviation', () => {
  it('count from the day it occurred, a step from its own day, a split from the day it was proposed', () => {
    expect(ownDate(last(reported()))).toBe('2026-02-02');
    expect(ownDate(last(reported().investigated('2026-02-06', {}, { at: '2026-02-08' })))).toBe('2026-02-06');
    expect(ownDate(last(reported().splitProposed('S1', {}, { at: '2026-02-07' })))).toBe('2026-02-07');
  });

  it('name a split by its id and the closure by nothing: each stands under answers of its own deviation', () => {
    const proposed = reported().splitProposed('S1', {}, { at: '2026-02-07' });
    const confirmed = proposed.splitConfirmed('S1', {}, { at: '2026-02-06' });
    expect(paperOf(last(proposed))).toBe(`split ${uuid('split/S1')}`);
    expect(paperAnswered(last(confirmed))).toBe(paperOf(last(proposed)));
    expect(countsFrom(last(proposed), confirmed.facts, () => true)).toBe('2026-02-06');
    const closing = reported().closureProposed('2026-02-09');
    const another = closing.deviation('2026-02-02', {}, { of: '2' }).closureProposed('2026-02-09', { of: '2' });
    const ofAnother = another.closureConfirmed('2026-02-08', {}, { of: '2' });
    expect(countsFrom(last(closing), ofAnother.facts, () => true)).toBe('2026-02-09');
    expect(countsFrom(last(another), ofAnother.facts, () => true)).toBe('2026-02-08');
  });

  it('replace a split by one for an area of it', () => {
    const split = (label: string, ...areas: Parameters<typeof laid>[]) =>
      last(reported().splitProposed(label, { areas: areas.map((area) => laid(...area)) }));
    const both = split('S1', ['housing', REGION], ['dental', REGION]);
    expect(isReplacedBy(both, split('S2', ['dental', PLACING_PARTY]))).toBe(true);
    expect(isReplacedBy(both, split('S2', ['psychiatry', REGION]))).toBe(false);
  });
});

describe('a closure that was confirmed before it was told', () => {
  it('counts from that day, by the word of its own deviation: what became of another’s is no matter (A-107)', () => {
    const story = reported()
      .closureProposed('2026-02-07', { id: 'c', at: '2026-02-07' })
      .closureProposed('2026-02-08', { corrects: 'c', at: '2026-02-10' })
      .deviation('2026-02-02', {}, { of: '2', at: '2026-02-05' })
      .closureProposed('2026-02-09', { of: '2' });
    const closing = last(story);
    const { facts } = story.closureConfirmed('2026-02-08', {}, { of: '2', at: '2026-02-09' });
    expect(countsAmong<CaseFact>(closing, standings(facts), facts)).toBe('2026-02-08');
    expect(countsAmong<CaseFact>(closing, standings(story.facts), story.facts)).toBe('2026-02-09');
  });
});
