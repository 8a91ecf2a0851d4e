import { asDay } from '../../calendar/index.js';
import { type Day } from '../../kernel/index.js';
import { COST_ALLOCATION_FACTS } from './cost-allocation.facts.js';

type Entry = (typeof COST_ALLOCATION_FACTS)['costAllocation.contractRegistered'];
type Contract = Parameters<Entry['ownDate']>[0];

describe('the day from which a fact about costs counts', () => {
  const { ownDate } = COST_ALLOCATION_FACTS['costAllocation.contractRegistered'];
  const contract = (from: Day, saidOn: Day) => ({ data: { from }, meta: { saidOn } }) as unknown as Contract;

  it('is the first day of a contract that is told late, and the day it was said where it begins later', () => {
    expect(ownDate(contract(asDay('2026-01-01'), asDay('2026-02-01')))).toBe('2026-01-01');
    expect(ownDate(contract(asDay('2026-03-01'), asDay('2026-02-01')))).toBe('2026-02-01');
  });

  it('is the day of signature for an approval, whenever it is told', () => {
    const approval = { data: { signedOn: asDay('2026-01-15') }, meta: { saidOn: asDay('2026-02-01') } };
    const entry = COST_ALLOCATION_FACTS['costAllocation.approved'];
    expect(entry.ownDate(approval as unknown as Parameters<typeof entry.ownDate>[0])).toBe('2026-01-15');
  });
});
