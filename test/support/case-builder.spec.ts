import { effectiveFacts, storyOf } from '#domain';
import { aCase, dalarna, day, name, REGION } from './case-builder.js';

describe('a told story', () => {
  const story = aCase().registered().started('2026-01-15').proposed('2026-01-15').approvedByBoth('2026-02-01');

  it('holds each fact on its own day, by the party whose fact it is', () => {
    expect(story.facts.map(({ type, meta }) => [type, meta.saidOn, meta.messageId])).toEqual([
      ['placement.registered', '2026-01-10', 'm1'],
      ['placement.started', '2026-01-15', 'm2'],
      ['costAllocation.proposed', '2026-01-15', 'm3'],
      ['costAllocation.approved', '2026-02-01', 'm4'],
      ['costAllocation.approved', '2026-02-01', 'm5'],
    ]);
    expect(story.facts[4]!.meta.party).toBe(REGION);
  });

  it('is the same each time, and another order of arrival changes nothing that stands', () => {
    expect(aCase().registered().facts).toEqual(aCase().registered().facts);
    expect(effectiveFacts(story.inOrder((facts) => [...facts].reverse()).facts)).toEqual(effectiveFacts(story.facts));
  });

  it('is judged by the Dalarna agreement where that is what surrounds it', () => {
    const read = storyOf(story.theCase, dalarna({ afterDeadline: 'lockToPlacer' }), day('2026-03-01'), name);
    expect(read.agreement?.settings.afterDeadline).toBe('lockToPlacer');
  });
});
