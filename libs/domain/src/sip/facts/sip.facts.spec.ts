import { FACT_ENTRIES, ownDate } from '#domain';
import { theFirst } from '../../../../../test/support/pickers.js';
import { aSip } from '../../../../../test/support/sip-builder.js';
import { SIP_FACTS } from './sip.facts.js';

describe('the facts of a SIP', () => {
  it('have a sample each, and are among the facts', () => {
    for (const [type, entry] of Object.entries(SIP_FACTS)) {
      expect(FACT_ENTRIES).toHaveProperty([type], entry);
      expect(Object.keys(entry.sample(theFirst))).not.toEqual([]);
    }
  });

  it('count from their own days: a consent from the first who gave it, what was never one from none (A-041)', () => {
    const story = aSip().needed().consent('2026-01-12').voided().followedUp('2026-02-01');
    expect(story.facts.map((fact) => ownDate(fact))).toEqual(['2026-01-10', '2026-01-12', null, '2026-02-01']);
  });
});
