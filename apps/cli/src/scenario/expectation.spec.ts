import { mismatches } from './expectation.js';
import { labelsOf } from './labels.js';

const labels = labelsOf('spec');
const holds = (expected: unknown, actual: unknown): boolean => mismatches(expected, actual, labels).length === 0;

describe('an expectation', () => {
  it('is a subset: every field named must be equal, the others may be anything', () => {
    expect(holds({ status: 'fixed' }, { status: 'fixed', negotiation: 'settled' })).toBe(true);
    expect(holds({ status: 'fixed' }, { status: 'none' })).toBe(false);
    expect(holds({ status: 'fixed' }, null)).toBe(false);
  });

  it('matches an array when each expected element matches some element', () => {
    expect(holds([{ a: 1 }], [{ a: 2 }, { a: 1, b: 2 }])).toBe(true);
    expect(holds([{ a: 3 }], [{ a: 2 }, { a: 1 }])).toBe(false);
    expect(holds([], [{ a: 1 }])).toBe(true);
  });

  it('says more with contains, absent and exactly', () => {
    expect(holds({ contains: [1], absent: [3] }, [1, 2])).toBe(true);
    expect(holds({ absent: [2] }, [1, 2])).toBe(false);
    expect(holds({ exactly: [2, 1] }, [1, 2])).toBe(true);
    expect(holds({ exactly: [1] }, [1, 2])).toBe(false);
    expect(holds({ exactly: [] }, [])).toBe(true);
    expect(holds({ exactly: [] }, [1])).toBe(false);
  });

  it('says where it does not hold', () => {
    expect(mismatches({ a: { b: 1 } }, { a: { b: 2 } }, labels)).toEqual([{ pointer: '/a/b', expected: 1, actual: 2 }]);
  });

  it('takes a subject written as a label for that subject', () => {
    const id = labels.uuidOf('placement/p1');
    expect(holds({ subject: 'placement/p1' }, { subject: `placement/${id}` })).toBe(true);
    expect(holds({ subject: 'costAllocation/p1' }, { subject: `costAllocation/${id}` })).toBe(true);
    expect(holds({ subject: 'placement/p2' }, { subject: `placement/${id}` })).toBe(false);
    expect(holds({ subject: 'costAllocation/p1' }, { subject: `placement/${id}` })).toBe(false);
  });

  it('takes a text that is written like a label for itself', () => {
    expect(holds({ how: 'och/eller' }, { how: 'och/eller' })).toBe(true);
    expect(holds({ how: 'och/eller' }, { how: 'och' })).toBe(false);
  });

  it('binds a label first met here to the uuid that it matches, and holds it to that', () => {
    const uuid = '6f2b1c1e-9d5e-4a7e-8a53-0d4f3f0b6a11';
    expect(holds({ handoverId: 'handoverId/H1' }, { handoverId: uuid })).toBe(true);
    expect(labels.uuidOf('handoverId/H1')).toBe(uuid);
    expect(holds({ handoverId: 'handoverId/H1' }, { handoverId: '00000000-0000-4000-8000-000000000000' })).toBe(false);
  });

  it('binds no label to what it is only held against: of two, the one that all else fits', () => {
    const [first, second] = ['6f2b1c1e-9d5e-4a7e-8a53-0d4f3f0b6a12', '6f2b1c1e-9d5e-4a7e-8a53-0d4f3f0b6a13'];
    const both = [
      { handoverId: first, to: 'region-21' },
      { handoverId: second, to: 'region-03' },
    ];
    expect(holds([{ handoverId: 'handoverId/H2', to: 'region-03' }], both)).toBe(true);
    expect(labels.uuidOf('handoverId/H2')).toBe(second);
  });
});
