import { SAYING_TYPES } from '#domain/facts';
import { MESSAGE_TYPES, wireType } from './message-types.js';
import { ContractBroken } from './problems.js';
import { readingOf, storedType, type Readings } from './stored-types.js';

const both: Readings = {
  fact: { kind: 'fact', type: 'placement.started', of: 'placement' },
  saying: { kind: 'saying', type: 'placement.deadlineSet', of: 'placement' },
};

const saidByBoth = (type: string): boolean =>
  MESSAGE_TYPES.some(({ factType }) => factType === type) && (SAYING_TYPES as readonly string[]).includes(type);

describe('what a stored event is', () => {
  it('is told by its type, for every type that there is', () => {
    for (const { type, factType, kind } of MESSAGE_TYPES)
      expect(storedType(type, saidByBoth(factType) ? 'fact' : undefined)).toEqual({
        kind: 'fact',
        type: factType,
        of: kind,
      });
    for (const type of SAYING_TYPES)
      expect(storedType(wireType(type), saidByBoth(type) ? 'saying' : undefined)).toMatchObject({
        kind: 'saying',
        type,
      });
  });

  it('is told by its type alone but of a handover that starts or is withdrawn, which a region and the hub may say', () => {
    expect(SAYING_TYPES.filter(saidByBoth)).toEqual(['handover.initiated', 'handover.withdrawn']);
  });

  it('is told by the body where it says so: the same type may be said by a party and by the hub', () => {
    expect(readingOf(both, 'x', 'fact')).toBe(both.fact);
    expect(readingOf(both, 'x', 'saying')).toBe(both.saying);
    expect(() => readingOf(both, 'x', undefined)).toThrow(ContractBroken);
  });

  it('is never what its type is not', () => {
    expect(() => storedType(wireType('placement.started'), 'saying')).toThrow(ContractBroken);
    expect(() => storedType(wireType('placement.deadlineSet'), 'fact')).toThrow(ContractBroken);
    expect(() => storedType('placement.started', undefined)).toThrow(ContractBroken);
  });
});
